import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';
import { count } from './format.ts';

export interface SubjectState {
  readonly subject: string;
  readonly text: string;
  /** Not all of it runs and is healthy. */
  readonly troubled: boolean;
}

interface Container {
  readonly subject: string;
  status: string;
  health?: string;
}

interface Task {
  readonly subject: string;
  readonly version: string;
  readonly runs: boolean;
  readonly wanted: boolean;
}

const troubledHealth: ReadonlySet<string | undefined> = new Set(['starting', 'unhealthy']);

/** Follows a run's events and knows how its subjects are now. */
export class SubjectStates {
  readonly #containers = new Map<string, Container>();
  readonly #tasks = new Map<string, Task>();
  readonly #services = new Map<string, { replicas: number | undefined; rollout: string | undefined }>();

  onEvent(event: HistoryEvent): void {
    if (event.type === 'subject') this.#onSubject(event);
    else if (event.type === 'container-state') this.#onState(event);
    else if (event.type === 'engine-event') this.#onEngineEvent(event);
    else if (event.type === 'service') this.#service(event.subject).replicas = event.replicas;
    else if (event.type === 'rollout') this.#service(event.subject).rollout = event.state;
    else if (event.type === 'task') this.#onTask(event);
  }

  /** In the order in which they came up. */
  now(): SubjectState[] {
    const names = new Set([...this.#services.keys(), ...[...this.#containers.values()].map(({ subject }) => subject)]);
    return [...names].map((subject) => (this.#services.has(subject) ? this.#serviceNow(subject) : this.#containersNow(subject)));
  }

  #onSubject({ kind, subject, container }: HistoryEventOf<'subject'>): void {
    if (kind === 'container' || kind === 'attached') this.#containers.set(container, { subject, status: 'created' });
  }

  #onState({ container, status, health, exitCode }: HistoryEventOf<'container-state'>): void {
    const known = this.#containers.get(container);
    if (known === undefined) return;
    known.status = status === 'exited' && exitCode !== undefined ? `exited ${exitCode}` : status;
    if (health !== undefined && health !== 'none') known.health = health;
  }

  #onEngineEvent({ container, action, exitCode, health }: HistoryEventOf<'engine-event'>): void {
    const known = this.#containers.get(container);
    if (known === undefined) return;
    if (action === 'start' || action === 'unpause') known.status = 'running';
    else if (action === 'pause') known.status = 'paused';
    else if (action === 'die') known.status = exitCode === undefined ? 'exited' : `exited ${exitCode}`;
    else if (action === 'destroy') known.status = 'removed';
    if (action === 'die' || action === 'destroy') delete known.health;
    if (health !== undefined) known.health = health;
  }

  #onTask({ subject, taskId, state, desiredState, version }: HistoryEventOf<'task'>): void {
    this.#service(subject);
    this.#tasks.set(taskId, { subject, version, runs: state === 'running', wanted: desiredState === 'running' });
  }

  #service(subject: string) {
    const service = this.#services.get(subject) ?? { replicas: undefined, rollout: undefined };
    this.#services.set(subject, service);
    return service;
  }

  #containersNow(subject: string): SubjectState {
    const own = [...this.#containers.values()].filter((container) => container.subject === subject);
    const texts = own.map(({ status, health }) => (health === undefined || status !== 'running' ? status : health));
    const troubled = own.some(({ status, health }) => status !== 'running' || troubledHealth.has(health));
    return { subject, text: own.length === 1 ? (texts[0] ?? '') : tally(texts), troubled };
  }

  #serviceNow(subject: string): SubjectState {
    const { replicas, rollout } = this.#service(subject);
    const running = [...this.#tasks.values()].filter((task) => task.subject === subject && task.runs && task.wanted);
    const versions = new Map<string, number>();
    for (const { version } of running) versions.set(version, (versions.get(version) ?? 0) + 1);
    const many = [...versions].map(([version, n]) => `${n} of version ${version}`);
    const text = [
      replicas === undefined ? `${count(running.length, 'task')} running` : `${running.length} of ${count(replicas, 'task')} running`,
      ...(versions.size > 1 ? many : [...versions.keys()].map((version) => `version ${version}`)),
      ...(rollout === undefined ? [] : [`rollout ${rollout.replaceAll('_', ' ')}`]),
    ].join(', ');
    return { subject, text, troubled: running.length < (replicas ?? 0) };
  }
}

function tally(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, n]) => `${n} ${text}`).join(', ');
}
