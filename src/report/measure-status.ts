import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';
import { requestClasses, type RequestClass } from '../history/load-bucket.ts';
import { decodeLoadRows } from '../history/load-rows.ts';
import { formatDuration, formatShare } from './format.ts';
import { truncate } from './text-width.ts';

interface Failing {
  readonly sinceMs: number;
  readonly class: RequestClass;
}

/** How a measurement goes, as one line: how far it is, what was answered of what was sent, and whether it is failing now. Of the first stream only. */
export class MeasureStatus {
  readonly #forMs: number;
  #primary: string | undefined;
  #startMs: number | undefined;
  #ok = 0;
  #failed = 0;
  #unsent = 0;
  #ratePerSecond = 0;
  #failing: Failing | undefined;

  constructor(forMs: number) {
    this.#forMs = forMs;
  }

  onEvent(event: HistoryEvent): void {
    if (event.type === 'load-started') this.#primary = event.streams[0];
    else if (event.type === 'phase' && event.phase === 'measure' && event.state === 'started') this.#startMs = event.t;
    else if (event.type === 'load-bucket' && event.stream === this.#primary) this.#count(event);
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
    const sent = this.#ok + this.#failed - this.#unsent;
    if (sent === 0) return [];
    const failing = this.#failing;
    return [
      `availability ${formatShare(this.#ok / sent)}`,
      `${sent - this.#ok} of ${sent} failed`,
      `${Math.round(this.#ratePerSecond)} req/s`,
      ...(failing === undefined ? [] : [`failing for ${formatDuration(nowMs - failing.sinceMs)} (${failing.class})`]),
      ...(this.#unsent === 0 ? [] : [`${this.#unsent} never sent`]),
    ];
  }

  #count(bucket: HistoryEventOf<'load-bucket'>): void {
    this.#ok += bucket.ok;
    this.#failed += bucket.failed;
    this.#unsent += bucket.errors.unsent ?? 0;
    const lengthMs = bucket.untilMs - bucket.fromMs;
    if (lengthMs > 0) this.#ratePerSecond = (bucket.due * 1000) / lengthMs;
    if (bucket.failed === 0) this.#failing = undefined;
    else this.#follow(bucket);
  }

  #follow({ fromMs, rows }: HistoryEventOf<'load-bucket'>): void {
    const { n, dueUs, class: classes } = decodeLoadRows(rows);
    for (let row = 0; row < n; row += 1) {
      const name = requestClasses[classes[row] ?? 0] ?? 'ok';
      if (name === 'ok') this.#failing = undefined;
      else if (name !== 'unsent') this.#failing ??= { sinceMs: fromMs + (dueUs[row] ?? 0) / 1000, class: name };
    }
  }
}
