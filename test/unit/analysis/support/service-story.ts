import type { EngineEventRecord, RolloutEvent, ServiceEvent, TaskEvent, UpdateSettings } from '../../../../src/history/history-event.ts';
import { HistoryBuilder } from '../../support/history-builder.ts';

const settings: UpdateSettings = {
  parallelism: 1,
  delayMs: 0,
  failureAction: 'pause',
  monitorMs: 5000,
  maxFailureRatio: 0,
  order: 'stop-first',
};

/** A task as a test names it: `web.2/b` is the task b in slot 2. */
export type TaskName = `${string}.${number}/${string}`;

function idOf(name: TaskName): string {
  return name.replace(/^.*\.(\d+)\/(.*)$/, '$2$1');
}

function containerOf(name: TaskName): string {
  return `${name.split('/')[0] ?? ''}.${idOf(name)}`;
}

/** Builds the history of a Swarm service `web`: its task `web.2/b` has the id `b2` and the container `web.2.b2`. */
export class ServiceStory extends HistoryBuilder {
  readonly #tasks = new Map<string, TaskEvent>();

  service(t: number, replicas: number, more: Partial<ServiceEvent> = {}): this {
    return this.add(t, {
      type: 'service',
      subject: 'web',
      kind: 'service',
      id: 'service-id',
      name: 'web',
      image: 'faultline/webserver:v1',
      mode: 'replicated',
      replicas,
      endpointMode: 'vip',
      specVersion: 10,
      update: settings,
      rollback: settings,
      restart: { condition: 'any', delayMs: 0, maxAttempts: 0, windowMs: 0 },
      stopGracePeriodMs: 10_000,
      taskHistoryLimit: 5,
      ...more,
    });
  }

  static settings(more: Partial<UpdateSettings>): UpdateSettings {
    return { ...settings, ...more };
  }

  /** A task's next state; what is left out stays as it was. A new task is created at this instant, of version 1 and spec 10. */
  task(atMs: number, name: TaskName, state: string, more: Partial<TaskEvent> = {}): this {
    const [task = ''] = name.split('/');
    const slot = Number(task.split('.').at(-1));
    const fresh: TaskEvent = {
      type: 'task',
      subject: 'web',
      task,
      taskId: idOf(name),
      slot,
      node: 'n1',
      image: 'faultline/webserver:v1',
      version: '1',
      state,
      desiredState: 'running',
      message: '',
      error: '',
      atMs,
      createdMs: atMs,
      specVersion: 10,
    };
    const event = { ...(this.#tasks.get(name) ?? fresh), state, atMs, ...more };
    this.#tasks.set(name, event);
    return this.add(atMs, event);
  }

  /** A task that runs from this instant on, created a little earlier. */
  runs(atMs: number, name: TaskName, more: Partial<TaskEvent> = {}): this {
    const container = containerOf(name);
    return this.task(atMs - 10, name, 'preparing', more).task(atMs, name, 'running', { container, ...more, createdMs: atMs - 10 });
  }

  /** The death of a task's container, by the engine's events. */
  dies(atMs: number, name: TaskName, exitCode: number, more: Partial<EngineEventRecord> = {}): this {
    const container = containerOf(name);
    return this.add(atMs, { type: 'engine-event', subject: 'web', container, incarnation: 1, action: 'die', atMs, exitCode, ...more });
  }

  rollout(atMs: number, state: RolloutEvent['state'], message = ''): this {
    return this.add(Math.max(1, atMs), { type: 'rollout', subject: 'web', state, message, atMs });
  }

  /** Two tasks of version 1 from before the beginning on. */
  static two(more: Partial<ServiceEvent> = {}): ServiceStory {
    return new ServiceStory().service(0, 2, more).runs(100, 'web.1/a').runs(120, 'web.2/a');
  }

  /** Slot by slot from version 1 to 2, stop-first, each taking 700 ms; from 2000 to 4000. */
  static updated(more: Partial<ServiceEvent> = {}): ServiceStory {
    const next = { version: '2', image: 'faultline/webserver:v2', specVersion: 20 };
    const story = ServiceStory.two(more)
      .service(1990, 2, { image: next.image, specVersion: 20, ...more })
      .rollout(2000, 'updating');
    for (const [index, slot] of [1, 2].entries()) {
      const fromMs = 2010 + index * 1000;
      story
        .task(fromMs, `web.${slot}/b`, 'ready', { ...next, createdMs: fromMs })
        .task(fromMs, `web.${slot}/a`, 'running', { desiredState: 'shutdown' })
        .dies(fromMs + 200, `web.${slot}/a`, 0)
        .task(fromMs + 250, `web.${slot}/a`, 'shutdown', { exitCode: 0 })
        .task(fromMs + 700, `web.${slot}/b`, 'running', { container: containerOf(`web.${slot}/b`) });
    }
    return story.rollout(4000, 'completed', 'update completed');
  }
}
