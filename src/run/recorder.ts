import type { HistoryEntry, HistoryEvent } from '../history/history-event.ts';

/** The part of a journal that the recorder needs. */
export interface EventSink {
  append(entry: HistoryEntry): HistoryEvent;
  readonly events: readonly HistoryEvent[];
}

export type EventListener = (event: HistoryEvent) => void;

/** The run's one way into the history: whatever is appended is also told to everyone who waits for it. */
export class Recorder {
  readonly #sink: EventSink;
  readonly #listeners = new Set<EventListener>();

  constructor(sink: EventSink) {
    this.#sink = sink;
  }

  /** Everything recorded so far, oldest first. */
  get events(): readonly HistoryEvent[] {
    return this.#sink.events;
  }

  append(entry: HistoryEntry): HistoryEvent {
    const event = this.#sink.append(entry);
    for (const listener of [...this.#listeners]) listener(event);
    return event;
  }

  /** Calls the listener with each event from now on; returns what ends that. */
  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with the first event from now on for which `matches` is true. Rejects with the signal's reason when aborted. */
  async next(matches: (event: HistoryEvent) => boolean, signal: AbortSignal): Promise<HistoryEvent> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const stop = () => {
        unsubscribe();
        signal.removeEventListener('abort', abort);
      };
      const abort = () => {
        stop();
        reject(signal.reason as Error);
      };
      const unsubscribe = this.subscribe((event) => {
        if (!matches(event)) return;
        stop();
        resolve(event);
      });
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** Resolves true as soon as `holds()` is true, asked now and after every event; false when `atMs` has passed first. */
  async until(
    holds: () => boolean,
    deadline: { readonly atMs: number; readonly sleepUntil: (atMs: number, signal: AbortSignal) => Promise<void> },
    signal: AbortSignal,
  ): Promise<boolean> {
    if (holds()) return true;
    const done = new AbortController();
    const either = AbortSignal.any([signal, done.signal]);
    const late = deadline.sleepUntil(deadline.atMs, either).then(() => false);
    const reached = this.next(holds, either).then(() => true);
    try {
      return await Promise.race([late, reached]);
    } finally {
      done.abort();
      await Promise.allSettled([late, reached]);
    }
  }
}
