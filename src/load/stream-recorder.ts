import type { LoadBucketEvent } from '../history/load-bucket.ts';
import type { LoadStream } from '../scenario/scenario.ts';
import { bucketEvent } from './bucket-event.ts';
import { OpenBucket } from './open-bucket.ts';
import type { Schedule } from './schedule.ts';
import type { HarnessSpent } from './self-check/harness-reading.ts';
import { wasSuspended } from './self-check/spoiled-reason.ts';
import { slipLimits, type SlipLimits } from './slip-limits.ts';

const BUCKET_MS = 1000;

export interface StreamRecorderOptions {
  readonly load: string;
  readonly stream: LoadStream;
  readonly startMs: number;
  readonly timeoutMs: number;
  readonly schedule: Pick<Schedule, 'peakPerSecond'>;
  /** What this process has done since then; absent where nobody watches it. */
  readonly spentSince?: (fromMs: number) => HarnessSpent;
  readonly emit: (bucket: LoadBucketEvent) => void;
}

/** One stream's requests in buckets of a second by due time; emits each bucket, in order, once all of its requests have ended. */
export class StreamRecorder {
  readonly #options: StreamRecorderOptions;
  readonly #open: OpenBucket[] = [];

  constructor(options: StreamRecorderOptions) {
    this.#options = options;
  }

  /** Returns the bucket of the next request, due `sinceStartMs` after the start. Due times must not go back. */
  bucketAt(sinceStartMs: number): OpenBucket {
    const { startMs, schedule } = this.#options;
    const number = Math.floor(sinceStartMs / BUCKET_MS);
    const [begin, end] = [number * BUCKET_MS, (number + 1) * BUCKET_MS];
    const fromMs = startMs + begin;
    const last = this.#open.at(-1);
    if (last?.fromMs === fromMs) return last;
    const most = Math.ceil((schedule.peakPerSecond(begin, end) * BUCKET_MS) / 1000) + 1;
    const bucket = new OpenBucket(fromMs, startMs + end, most);
    this.#open.push(bucket);
    return bucket;
  }

  /** Every request due until `nowMs` was added: buckets that end before are complete as soon as their requests are. */
  passed(nowMs: number): void {
    for (const bucket of this.#open) bucket.closed ||= bucket.untilMs <= nowMs;
    this.flush();
  }

  /** No request will be due from `atMs` on. */
  stop(atMs: number): void {
    for (const bucket of this.#open) {
      bucket.closed = true;
      bucket.untilMs = Math.min(bucket.untilMs, Math.max(atMs, bucket.fromMs));
    }
    this.flush();
  }

  /** This process stood still: what was on its way meanwhile may have been answered earlier than it was read. */
  stalled(ms: number): void {
    for (const bucket of this.#open) if (bucket.pending > 0) bucket.stalledMs = Math.max(bucket.stalledMs, ms);
  }

  /** Emits what is complete. To be called when a request has ended. */
  flush(): void {
    for (let first = this.#open[0]; first !== undefined && first.closed && first.pending === 0; first = this.#open[0]) {
      this.#open.shift();
      this.#emit(first);
    }
  }

  #emit(bucket: OpenBucket): void {
    const { load, stream, spentSince, emit } = this.#options;
    const spent = spentSince?.(bucket.fromMs);
    if (spent !== undefined && wasSuspended(spent)) bucket.disownFailures();
    emit(bucketEvent({ load, stream }, bucket, this.#limitsOf(bucket), spent));
  }

  /** A changing rate is held to its highest in the bucket: there a slip moves the edge of an outage by the most intervals. */
  #limitsOf({ fromMs }: OpenBucket): SlipLimits {
    const { startMs, schedule, timeoutMs } = this.#options;
    const begin = fromMs - startMs;
    return slipLimits({ ratePerSecond: schedule.peakPerSecond(begin, begin + BUCKET_MS), timeoutMs });
  }

  get idle(): boolean {
    return this.#open.length === 0;
  }
}
