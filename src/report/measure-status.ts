import type { HistoryEvent } from '../history/history-event.ts';
import { formatDuration } from './format.ts';
import { LoadSoFar } from './load-so-far.ts';
import { truncate } from './text-width.ts';

/** How a measurement goes, as one line: how far it is, what was answered of what was sent, and whether it is failing now. Of the first stream only. */
export class MeasureStatus {
  readonly #forMs: number;
  #load = new LoadSoFar(undefined);
  #startMs: number | undefined;

  constructor(forMs: number) {
    this.#forMs = forMs;
  }

  onEvent(event: HistoryEvent): void {
    if (event.type === 'load-started') this.#load = new LoadSoFar(event.streams[0]);
    else if (event.type === 'phase' && event.phase === 'measure' && event.state === 'started') this.#startMs = event.t;
    else if (event.type === 'load-bucket') this.#load.onBucket(event);
  }

  /** Returns the line at run time `nowMs`, at most `columns` wide. */
  text(nowMs: number, columns = Infinity): string {
    const total = formatDuration(this.#forMs);
    if (this.#startMs === undefined) return truncate(`starting, for ${total}`, columns);
    const elapsedMs = Math.min(this.#forMs, Math.max(0, nowMs - this.#startMs));
    const parts = [`${formatDuration(Math.floor(elapsedMs / 100) * 100)} of ${total}`, ...this.#figures(nowMs)];
    return truncate(parts.join(' · '), columns);
  }

  #figures(nowMs: number): string[] {
    if (this.#load.sent === 0) return [];
    const [share = '', ...more] = this.#load.figures(nowMs);
    return [`availability ${share}`, ...more];
  }
}
