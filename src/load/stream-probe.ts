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
  /** How long this process has stood still since it began, all in all. */
  readonly stalledMs: () => number;
  /** Whether replies are being read that may have come long ago, because this process stood still. */
  readonly catchingUp: () => boolean;
  readonly emit: (bucket: LoadBucketEvent) => void;
}

interface ProbedRequest {
  readonly bucket: OpenBucket;
  readonly row: number;
  readonly dueMs: number;
  readonly slipMs: number;
  readonly stalledBeforeMs: number;
}

/** One stream of a load: its schedule, and what became of each of its requests. */
export class StreamProbe {
  readonly recorder: StreamRecorder;
  readonly #stream: LoadStream;
  readonly #options: StreamProbeOptions;
  readonly #schedule: Schedule;

  /** `phase` is 0..1 of a request: see Schedule. */
  constructor(stream: LoadStream, phase: number, options: StreamProbeOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#schedule = new Schedule(options.spec, phase);
    this.recorder = new StreamRecorder({ ...options, stream, timeoutMs: options.spec.timeoutMs, schedule: this.#schedule });
  }

  get nextDueMs(): number {
    return this.#options.startMs + this.#schedule.nextMs;
  }

  /** Sends the request whose turn it is. */
  sendNext(): void {
    const { now, spec, sender, deadlines, stalledMs } = this.#options;
    const bucket = this.recorder.bucketAt(this.#schedule.nextMs);
    const dueMs = this.nextDueMs;
    const request = { bucket, row: bucket.add(dueMs), dueMs, slipMs: now() - dueMs, stalledBeforeMs: stalledMs() };
    this.#schedule.advance();
    if (request.slipMs >= spec.timeoutMs) {
      this.#end(request, 'unsent', undefined);
      return;
    }
    bucket.sent(request.row, request.slipMs);
    const inFlight = sender.send(this.#stream, (outcome, version) => this.#end(request, outcome, version));
    if (inFlight?.ended === false) deadlines.push({ request: inFlight, atMs: dueMs + spec.timeoutMs });
  }

  #end(request: ProbedRequest, outcome: RequestClass, version: string | undefined): void {
    const { now, spec, catchingUp } = this.#options;
    const latencyMs = now() - request.dueMs;
    // A reply between two looks at the deadlines may come too late. After a standstill nobody knows when it came: the bucket says so.
    const tooLate = latencyMs > spec.timeoutMs && outcome !== 'unsent' && outcome !== 'dns' && !catchingUp();
    const judged = tooLate ? 'timeout' : outcome;
    const final = judged === 'timeout' && this.#lostMs(request) > this.#options.limits.requestMs ? 'unsent' : judged;
    const withoutReply = final === 'timeout' || final === 'unsent';
    request.bucket.end(request.row, final, withoutReply ? spec.timeoutMs : Math.min(latencyMs, spec.timeoutMs), version);
    this.recorder.flush();
  }

  /** How much of its deadline this process took away from a request, by sending it late or by standing still. */
  #lostMs({ slipMs, stalledBeforeMs }: ProbedRequest): number {
    return slipMs + this.#options.stalledMs() - stalledBeforeMs;
  }
}
