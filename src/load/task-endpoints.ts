import { sameEndpoints, type Endpoint } from './endpoint.ts';

/** A task of a service as a load sees it. */
export interface RoutedTask {
  /** As the history names its container. */
  readonly container: string;
  /** Runs, and is meant to. */
  readonly up: boolean;
  /** Where ports of its node are reached. */
  readonly address: string;
  /** By target port ('8000/tcp'): the host port of this task. */
  readonly ports: Readonly<Record<string, number>>;
}

/** Where a load's requests go while the tasks of its service come and go: to the host port of each task that is up, in turn. */
export class TaskEndpoints {
  readonly route = 'tasks';
  readonly subject: string;
  readonly #port: string;
  readonly #dead = new Set<string>();
  #endpoints: readonly Endpoint[];

  constructor(subject: string, port: number, tasks: readonly RoutedTask[]) {
    this.subject = subject;
    this.#port = `${port}/tcp`;
    this.#endpoints = this.#reachable(tasks);
  }

  get endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** Returns the endpoints after the tasks were listed; undefined when they are as before. */
  update(tasks: readonly RoutedTask[]): readonly Endpoint[] | undefined {
    return this.#change(this.#reachable(tasks));
  }

  /** Returns the endpoints after a task's container has died, which Swarm learns a moment later; undefined when they are as before. */
  drop(container: string): readonly Endpoint[] | undefined {
    this.#dead.add(container);
    return this.#change(this.#endpoints.filter((endpoint) => endpoint.container !== container));
  }

  /** When no task is up, the last endpoints stay: clients would still go there, and be refused. */
  #change(reachable: readonly Endpoint[]): readonly Endpoint[] | undefined {
    if (reachable.length === 0 || sameEndpoints(reachable, this.#endpoints)) return undefined;
    this.#endpoints = reachable;
    return reachable;
  }

  #reachable(tasks: readonly RoutedTask[]): Endpoint[] {
    return tasks.flatMap(({ container, up, address, ports }) => {
      const port = ports[this.#port];
      return !up || port === undefined || this.#dead.has(container) ? [] : [{ container, address, port }];
    });
  }
}
