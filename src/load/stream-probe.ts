import type { LoadBucketEvent, RequestClass } from '../history/load-bucket.ts';
import type { LoadSpec, LoadStream } from '../scenario/scenario.ts';
import type { DeadlineQueue } from './deadline-queue.ts';
import type { OpenBucket } from './open-bucket.ts';
import type { RequestSender } from './request-sender.ts';
import { Schedule } from './schedule.ts';
import type { SlipLimits } from './slip-limits.ts';
import { StreamRecorder } from './stream-recorder.ts';

export interface StreamProbeOptions {
  readonly load: string;
  readonly spec: LoadSpec;
  readonly startMs: number;
  readonly limits: SlipLimits;
  readonly sender: RequestSender;
  readonly deadlines: DeadlineQueue;
  /** Run time in ms. */
  readonly now: () => number;
  /** Whether replies are being read that may have come long ago, because this process stood still. */
  readonly catchingUp: () => boolean;
  readonly emit: (bucket: LoadBucketEvent) => void;
}

/** One stream of a load: its schedule, and what became of each of its requests. */
export class StreamProbe {
  readonly recorder: StreamRecorder;
  readonly #stream: LoadStream;
  readonly #options: StreamProbeOptions;
  readonly #schedule: Schedule;

  /** `phase` is 0..1 of an arrival interval. */
  constructor(stream: LoadStream, phase: number, options: StreamProbeOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#schedule = new Schedule(options.spec.ratePerSecond, phase);
    this.recorder = new StreamRecorder({ ...options, stream, ratePerSecond: options.spec.ratePerSecond });
  }

  get nextDueMs(): number {
    return this.#options.startMs + this.#schedule.nextMs;
  }

  /** Sends the request whose turn it is. */
  sendNext(): void {
    const { now, spec, sender, deadlines } = this.#options;
    const dueMs = this.nextDueMs;
    const bucket = this.recorder.bucketAt(this.#schedule.nextMs);
    const row = bucket.add(dueMs);
    this.#schedule.advance();
    this.recorder.plannedUntil(this.#schedule.nextMs);
    const slipMs = now() - dueMs;
    if (slipMs >= spec.timeoutMs) {
      this.#end(bucket, row, dueMs, 'unsent', undefined);
      return;
    }
    bucket.sent(row, slipMs);
    const request = sender.send(this.#stream, (outcome, version) => this.#end(bucket, row, dueMs, outcome, version));
    if (request?.ended === false) deadlines.push({ request, atMs: dueMs + spec.timeoutMs, slipMs });
  }

  #end(bucket: OpenBucket, row: number, dueMs: number, outcome: RequestClass, version: string | undefined): void {
    const { now, spec, catchingUp } = this.#options;
    const latencyMs = now() - dueMs;
    // A reply between two looks at the deadlines may come too late. After a standstill nobody knows when it came: the bucket says so.
    const tooLate = latencyMs > spec.timeoutMs && outcome !== 'unsent' && !catchingUp();
    const final = tooLate ? 'timeout' : outcome;
    const withoutReply = final === 'timeout' || final === 'unsent';
    bucket.end(row, final, withoutReply ? spec.timeoutMs : Math.min(latencyMs, spec.timeoutMs), version);
    this.recorder.flush();
  }
}
