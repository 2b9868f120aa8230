import type { HistoryEventOf } from '../history/history-event.ts';
import { requestClasses, type RequestClass } from '../history/load-bucket.ts';
import { decodeLoadRows } from '../history/load-rows.ts';
import { formatDuration, formatShare } from './format.ts';

/** What became of a load's requests until now, by its first stream. */
export class LoadSoFar {
  readonly #primary: string | undefined;
  #ok = 0;
  #due = 0;
  #unsent = 0;
  #untilMs: number | undefined;
  #perSecond = 0;
  #failing: { readonly sinceMs: number; readonly class: RequestClass } | undefined;

  /** @param primary the stream that counts */
  constructor(primary: string | undefined) {
    this.#primary = primary;
  }

  /** How many were sent. */
  get sent(): number {
    return this.#due - this.#unsent;
  }

  /** NaN when none was sent. */
  get availability(): number {
    return this.#ok / this.sent;
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  get isFailing(): boolean {
    return this.#failing !== undefined;
  }

  onBucket(bucket: HistoryEventOf<'load-bucket'>): void {
    if (bucket.stream !== this.#primary) return;
    this.#ok += bucket.ok;
    this.#due += bucket.ok + bucket.failed;
    this.#unsent += bucket.errors.unsent ?? 0;
    // Since the bucket before: a slow load has none for a second in which nothing was due.
    const lengthMs = bucket.untilMs - (this.#untilMs ?? bucket.fromMs);
    this.#untilMs = bucket.untilMs;
    if (lengthMs > 0) this.#perSecond = (bucket.due * 1000) / lengthMs;
    if (bucket.failed === 0) this.#failing = undefined;
    else this.#follow(bucket);
  }

  /** Returns the figures in words, what matters most first. */
  figures(nowMs: number): string[] {
    const failing = this.#failing;
    return [
      formatShare(this.availability),
      `${this.sent - this.#ok} of ${this.sent} failed`,
      rate(this.#perSecond),
      ...(failing === undefined ? [] : [`failing for ${formatDuration(Math.max(0, nowMs - failing.sinceMs))} (${failing.class})`]),
      ...(this.#unsent === 0 ? [] : [`${this.#unsent} never sent`]),
    ];
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

function rate(perSecond: number): string {
  return perSecond < 0.95 ? `${Math.round(perSecond * 60)} req/m` : `${Math.round(perSecond)} req/s`;
}
