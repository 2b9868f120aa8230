import type { HistoryEvent, TaskEvent } from '../../history/history-event.ts';

/** Reads what an event says about one container: undefined when it says nothing, null when the container has no such thing any more. */
export type Reading<T> = (event: HistoryEvent) => T | null | undefined;

/** Keeps the last reading of each container of a subject, from the history alone. */
export class ContainerStates<T> {
  readonly #subject: string;
  readonly #read: Reading<T>;
  readonly #last = new Map<string, T | null>();
  /** Of a service: the newest container of each slot. Those before it have been replaced. */
  readonly #newest = new Map<string, string>();
  #replicas = 0;

  constructor(subject: string, read: Reading<T>) {
    this.#subject = subject;
    this.#read = read;
  }

  take(event: HistoryEvent): void {
    if (event.type === 'service' && event.subject === this.#subject) this.#replicas = event.replicas ?? 0;
    if (event.type === 'task' && event.subject === this.#subject) this.#takeTask(event);
    if (event.type !== 'engine-event' && event.type !== 'container-state' && event.type !== 'subject') return;
    if (event.subject !== this.#subject) return;
    if (event.type === 'subject' && event.task !== undefined) this.#newest.set(event.task, event.container);
    const reading = this.#read(event);
    if (reading !== undefined) this.#last.set(event.container, reading);
    else if (!this.#last.has(event.container)) this.#last.set(event.container, null);
  }

  /**
   * Returns whether one container has this reading, or with `every` whether all have and there is one. Of a service, `every` asks the
   * newest container of each slot, and there must be as many as are wanted.
   */
  match(wanted: T, every: boolean): boolean {
    if (!every) return [...this.#last.values()].includes(wanted);
    const asked = this.#newest.size === 0 ? [...this.#last.keys()] : [...this.#newest.values()];
    const readings = asked.map((container) => this.#last.get(container));
    return readings.length > 0 && readings.length >= this.#replicas && readings.every((reading) => reading === wanted);
  }

  /** A task that is to be removed leaves its slot empty for good: the service has been scaled down. */
  #takeTask({ task, container, desiredState }: TaskEvent): void {
    if (desiredState === 'remove' && container !== undefined && this.#newest.get(task) === container) this.#newest.delete(task);
  }
}
