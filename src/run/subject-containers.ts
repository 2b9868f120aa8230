import type { ContainerSnapshot } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { RunContext } from './run-context.ts';
import type { SubjectContainer } from './subject-container.ts';

/** The containers of all subjects, by subject and by engine id. */
export class SubjectContainers {
  readonly #all: SubjectContainer[] = [];
  readonly #byId = new Map<string, SubjectContainer>();
  readonly #context: RunContext;

  constructor(context: RunContext) {
    this.#context = context;
  }

  get all(): readonly SubjectContainer[] {
    return this.#all;
  }

  add(container: SubjectContainer): void {
    this.#all.push(container);
    if (container.id !== '') this.#byId.set(container.id, container);
  }

  of(subject: string): readonly SubjectContainer[] {
    return this.#all.filter((container) => container.subject === subject);
  }

  withId(id: string): SubjectContainer | undefined {
    return this.#byId.get(id);
  }

  named(name: string): SubjectContainer {
    const container = this.#all.find((candidate) => candidate.name === name);
    if (container === undefined) throw new FaultlineError('ERR_TARGET_GONE', `There is no container ${name} in this run.`);
    return container;
  }

  /** Gives a container its (new) engine id and records what it is. */
  identify(container: SubjectContainer, snapshot: ContainerSnapshot): void {
    container.id = snapshot.id;
    container.labels = snapshot.labels;
    container.image = snapshot.image;
    container.health = snapshot.health;
    this.#byId.set(snapshot.id, container);
    this.#context.recorder.append({
      type: 'subject',
      subject: container.subject,
      kind: container.spec.kind,
      ...(container.task === undefined ? {} : { task: container.task.name }),
      container: container.name,
      id: snapshot.id,
      image: snapshot.image,
      imageId: snapshot.imageId,
      restart: restartText(snapshot.restartPolicy),
      ...(snapshot.stopSignal === undefined ? {} : { stopSignal: snapshot.stopSignal }),
      ...(snapshot.shell === undefined ? {} : { shell: snapshot.shell }),
      ...(snapshot.healthcheck === undefined ? {} : { healthcheck: timing(snapshot.healthcheck) }),
    });
  }
}

function restartText(policy: ContainerSnapshot['restartPolicy']): string {
  return policy.name === 'on-failure' && policy.maxRetries > 0 ? `on-failure:${policy.maxRetries}` : policy.name;
}

function timing({ intervalMs, timeoutMs, retries, startPeriodMs }: NonNullable<ContainerSnapshot['healthcheck']>) {
  return { intervalMs, timeoutMs, retries, startPeriodMs };
}
