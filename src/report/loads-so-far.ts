import type { HistoryEvent } from '../history/history-event.ts';
import { LoadSoFar } from './load-so-far.ts';

/** The loads of a run until now, by name. */
export class LoadsSoFar {
  readonly #loads = new Map<string, LoadSoFar>();

  onEvent(event: HistoryEvent): void {
    if (event.type === 'load-started') this.#loads.set(event.load, this.#loads.get(event.load) ?? new LoadSoFar(event.streams[0]));
    if (event.type !== 'load-bucket') return;
    const load = this.#loads.get(event.load) ?? new LoadSoFar(event.stream);
    this.#loads.set(event.load, load);
    load.onBucket(event);
  }

  /** Those of which something was sent, in the order in which they started. */
  measured(): (readonly [string, LoadSoFar])[] {
    return [...this.#loads].filter(([, load]) => load.sent > 0);
  }
}
