import type { HistoryEvent, ServiceEvent, TaskEvent } from '../../history/history-event.ts';

/** What the history has told about one service and its tasks so far. */
export class ServiceTasks {
  readonly #subject: string;
  readonly #tasks = new Map<string, TaskEvent>();
  #service: ServiceEvent | undefined;

  constructor(subject: string) {
    this.#subject = subject;
  }

  /** What the service is configured to be; undefined until the history has told. */
  get service(): ServiceEvent | undefined {
    return this.#service;
  }

  take(event: HistoryEvent): void {
    if (event.type === 'service' && event.subject === this.#subject) this.#service = event;
    if (event.type === 'task' && event.subject === this.#subject) this.#tasks.set(event.taskId, event);
  }

  /** Returns the tasks that run and are meant to. */
  running(): TaskEvent[] {
    return [...this.#tasks.values()].filter(isUp);
  }

  /** Returns how many tasks there should be; for a global service as many as its nodes have asked for. */
  wanted(): number {
    if (this.#service?.replicas !== undefined) return this.#service.replicas;
    const names = [...this.#tasks.values()].filter(({ desiredState }) => desiredState === 'running').map(({ task }) => task);
    return new Set(names).size;
  }
}

function isUp({ state, desiredState }: TaskEvent): boolean {
  return state === 'running' && desiredState === 'running';
}
