import type { HistoryEvent } from '../../history/history-event.ts';

/** Reads what an event says about one container: undefined when it says nothing, null when the container has no such thing any more. */
export type Reading<T> = (event: HistoryEvent) => T | null | undefined;

/** Keeps the last reading of each container of a subject, from the history alone. */
export class ContainerStates<T> {
  readonly #subject: string;
  readonly #read: Reading<T>;
  readonly #last = new Map<string, T | null>();

  constructor(subject: string, read: Reading<T>) {
    this.#subject = subject;
    this.#read = read;
  }

  take(event: HistoryEvent): void {
    if (event.type !== 'engine-event' && event.type !== 'container-state' && event.type !== 'subject') return;
    if (event.subject !== this.#subject) return;
    const reading = this.#read(event);
    if (reading !== undefined) this.#last.set(event.container, reading);
    else if (!this.#last.has(event.container)) this.#last.set(event.container, null);
  }

  /** Returns whether one container has this reading, or with `every` whether all have and there is one. */
  match(wanted: T, every: boolean): boolean {
    const readings = [...this.#last.values()];
    return every ? readings.length > 0 && readings.every((reading) => reading === wanted) : readings.includes(wanted);
  }
}
