import type { HistoryEvent, HistoryEventOf } from './history-event.ts';
import { mergeBuckets } from './merge-buckets.ts';
import { failuresSeenLaterMs, thinBucket } from './thin-bucket.ts';
import { worstHarness } from './worst-harness.ts';

type Bucket = HistoryEventOf<'load-bucket'>;

export interface EventMemoryLimits {
  /** Requests kept one by one, of all streams together: over it the oldest are thinned. 14 bytes each, a third more as text. */
  readonly rows: number;
  /** Seconds of a stream that are kept apart, of all streams together: over it the oldest minutes are merged. */
  readonly singles: number;
}

const USUAL: EventMemoryLimits = { rows: 250_000, singles: 600 };
const MINUTE_MS = 60_000;
const LONG_MS = 600_000;

/** A stream's buckets that began in the same minute. */
interface Minute {
  readonly stream: string;
  readonly number: number;
  buckets: Bucket[];
}

/**
 * The events of a history as far as they must be kept: all of a short one; of a long one, the older requests and the older readings of the harness
 * itself are merged, so that its length hardly matters. The same events give the same memory, whether they are recorded or read back.
 */
export class EventMemory {
  readonly #limits: EventMemoryLimits;
  readonly #events: HistoryEvent[] = [];
  /** By stream, the minute that is being filled. */
  readonly #filling = new Map<string, Minute>();
  /** Full minutes, oldest first: those with a bucket a second, and then those that were merged but hold every request. */
  readonly #full: Minute[] = [];
  readonly #merged: Minute[] = [];
  /** By stream, what was thinned last: more may be merged into it, and failures of it and of what was before may have been seen only in what comes. */
  readonly #thinned = new Map<string, { readonly bucket: Bucket; readonly seenLaterMs: readonly number[] }>();
  readonly #harness: HistoryEventOf<'harness'>[] = [];
  #rows = 0;
  #singles = 0;
  #last: HistoryEvent | undefined;

  constructor(limits: EventMemoryLimits = USUAL) {
    this.#limits = limits;
  }

  /** What is kept, oldest first. The array changes with each event. */
  get events(): readonly HistoryEvent[] {
    return this.#events;
  }

  /** The last event that was added. */
  get last(): HistoryEvent | undefined {
    return this.#last;
  }

  add(event: HistoryEvent): void {
    this.#events.push(event);
    this.#last = event;
    if (event.type === 'load-bucket') this.#addBucket(event);
    if (event.type === 'harness') this.#addHarness(event);
  }

  #addBucket(bucket: Bucket): void {
    const stream = JSON.stringify([bucket.load, bucket.stream]);
    const number = Math.floor(bucket.fromMs / MINUTE_MS);
    let minute = this.#filling.get(stream);
    if (minute?.number !== number) {
      if (minute !== undefined) this.#full.push(minute);
      minute = { stream, number, buckets: [] };
      this.#filling.set(stream, minute);
    }
    minute.buckets.push(bucket);
    this.#rows += bucket.rows.n;
    this.#singles += 1;
    while (this.#singles > this.#limits.singles && this.#mergeOldest());
    while (this.#rows > this.#limits.rows && this.#thinOldest());
  }

  /** Returns false when there is nothing to merge. */
  #mergeOldest(): boolean {
    const minute = this.#full.shift();
    if (minute === undefined) return false;
    const merged = mergeBuckets(minute.buckets);
    this.#replace(minute.buckets, merged);
    this.#singles -= minute.buckets.length;
    this.#merged.push({ ...minute, buckets: merged });
    return true;
  }

  /** Returns false when there is nothing to thin. */
  #thinOldest(): boolean {
    const minute = this.#merged.shift() ?? (this.#mergeOldest() ? this.#merged.shift() : undefined);
    if (minute === undefined) return false;
    const { bucket: before, seenLaterMs: seenBeforeMs = [] } = this.#thinned.get(minute.stream) ?? {};
    let seenLaterMs = seenBeforeMs;
    const thinned = minute.buckets.map((bucket, index) => {
      const thin = thinBucket(bucket, { seenLaterMs, goesOnWell: minute.buckets[index + 1]?.failed === 0 });
      seenLaterMs = failuresSeenLaterMs(thin, seenLaterMs);
      return thin;
    });
    const goesOn = before !== undefined && sameLongSpan(before, thinned[0]);
    const after = mergeBuckets(goesOn ? [before, ...thinned] : thinned);
    this.#replace(goesOn ? [before, ...minute.buckets] : minute.buckets, after);
    const last = after.at(-1);
    if (last !== undefined) this.#thinned.set(minute.stream, { bucket: last, seenLaterMs });
    this.#rows += countRows(after) - countRows(minute.buckets) - (goesOn ? before.rows.n : 0);
    return true;
  }

  #addHarness(event: HistoryEventOf<'harness'>): void {
    this.#harness.push(event);
    if (this.#harness.length <= this.#limits.singles) return;
    const oldest = this.#harness.splice(0, MINUTE_MS / 1000);
    this.#replace(oldest, [worstHarness(oldest)]);
  }

  /** Each of the later ones stands where the earlier one with its number stood. */
  #replace(earlier: readonly HistoryEvent[], later: readonly HistoryEvent[]): void {
    const gone = new Set(earlier);
    const standIn = new Map(later.map((event) => [event.seq, event]));
    let at = 0;
    for (const event of this.#events) {
      const kept = gone.has(event) ? standIn.get(event.seq) : event;
      if (kept !== undefined) this.#events[at++] = kept;
    }
    this.#events.length = at;
  }
}

function sameLongSpan(left: Bucket, right: Bucket | undefined): boolean {
  return right !== undefined && Math.floor(left.fromMs / LONG_MS) === Math.floor(right.fromMs / LONG_MS);
}

function countRows(buckets: readonly Bucket[]): number {
  return buckets.reduce((sum, { rows }) => sum + rows.n, 0);
}
