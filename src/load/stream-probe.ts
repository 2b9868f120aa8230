import type { VersionAnswered } from '../history/history-event.ts';
import type { LoadBucketEvent, RequestClass } from '../history/load-bucket.ts';
import type { LoadSpec, LoadStream } from '../scenario/scenario.ts';
import type { Backlog } from './backlog.ts';
import type { DeadlineQueue } from './deadline-queue.ts';
import type { OpenBucket } from './open-bucket.ts';
import type { RequestSender } from './request-sender.ts';
import { Schedule } from './schedule.ts';
import type { SlipLimits } from './slip-limits.ts';
import { outOfDescriptors } from './self-check/shortage.ts';
import { StreamRecorder, type StreamRecorderOptions } from './stream-recorder.ts';
import { VersionAppearances } from './version-appearances.ts';

export interface StreamProbeOptions {
  readonly load: string;
  readonly spec: LoadSpec;
  readonly startMs: number;
  readonly limits: SlipLimits;
  readonly sender: RequestSender;
  readonly deadlines: DeadlineQueue;
  /** Of all streams: they go to the same other side. */
  readonly backlog: Backlog;
  /** Run time in ms. */
  readonly now: () => number;
  /** How much time this process has lost since it began, all in all. */
  readonly lostMs: () => number;
  /** Whether replies are being read that may have come long ago, because this process stood still. */
  readonly catchingUp: () => boolean;
  /** Told after each request that has ended. */
  readonly onEnded: () => void;
  readonly spentSince?: NonNullable<StreamRecorderOptions['spentSince']>;
  readonly emit: (bucket: LoadBucketEvent) => void;
  readonly onVersion?: (answered: VersionAnswered) => void;
}

interface ProbedRequest {
  readonly bucket: OpenBucket;
  readonly row: number;
  readonly dueMs: number;
  readonly slipMs: number;
  readonly lostBeforeMs: number;
  readonly backlogBeforeMs: number;
}

/** One stream of a load: its schedule, and what became of each of its requests. */
export class StreamProbe {
  readonly recorder: StreamRecorder;
  readonly #stream: LoadStream;
  readonly #options: StreamProbeOptions;
  readonly #schedule: Schedule;
  readonly #appearances = new VersionAppearances();

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

  /** Sends the request whose turn it is, unless that is too late to tell anything. */
  sendNext(): void {
    const { now, spec, limits, sender, deadlines, backlog, lostMs } = this.#options;
    const bucket = this.recorder.bucketAt(this.#schedule.nextMs);
    const dueMs = this.nextDueMs;
    const sentMs = now();
    const slipMs = sentMs - dueMs;
    const row = bucket.add(dueMs);
    const request = { bucket, row, dueMs, slipMs, lostBeforeMs: lostMs(), backlogBeforeMs: backlog.totalMs(sentMs) };
    this.#schedule.advance();
    // It would be no evidence, whatever became of it, and hundreds of such at once are more than the load asks of the other side and of this process.
    if (slipMs > limits.requestMs) {
      bucket.tooLate(slipMs);
      this.#end(request, 'unsent', undefined);
      return;
    }
    bucket.sent(row, slipMs);
    backlog.sent(slipMs, sentMs);
    const inFlight = sender.send(this.#stream, (outcome, ...more) => {
      backlog.ended(slipMs, now());
      this.#end(request, outcome, ...more);
    });
    if (inFlight?.ended === false) deadlines.push({ request: inFlight, atMs: dueMs + spec.timeoutMs });
  }

  #end(request: ProbedRequest, outcome: RequestClass, version: string | undefined, code?: string, agoMs = 0): void {
    const { now, spec, backlog } = this.#options;
    const endedMs = now();
    const latencyMs = endedMs - agoMs - request.dueMs;
    const lostMs = this.#options.lostMs() - request.lostBeforeMs;
    const behindMs = backlog.totalMs(endedMs) - request.backlogBeforeMs;
    request.bucket.lost(lostMs, behindMs);
    const final = this.#judge(outcome, latencyMs, request.slipMs + lostMs);
    if (final === 'unsent' && code !== undefined) request.bucket.shortages.add(outcome === 'dns' ? 'EMFILE' : code);
    const withoutReply = final === 'timeout' || final === 'unsent';
    request.bucket.end(request.row, final, withoutReply ? spec.timeoutMs : Math.min(latencyMs, spec.timeoutMs), version);
    if (version !== undefined && !withoutReply) this.#answered(version);
    this.recorder.flush();
    this.#options.onEnded();
  }

  #answered(version: string): void {
    const { load, now, onVersion } = this.#options;
    const atMs = now();
    if (this.#appearances.isNews(version, atMs)) onVersion?.({ type: 'version-answered', load, stream: this.#stream, version, atMs });
  }

  /** `lostMs`: how much of its deadline this process took away from the request, by sending it late or by standing still. */
  #judge(outcome: RequestClass, latencyMs: number, lostMs: number): RequestClass {
    const { spec, limits, catchingUp } = this.#options;
    if (outcome === 'unsent') return outcome;
    if (outcome === 'dns') return outOfDescriptors() ? 'unsent' : outcome;
    const beyondMs = latencyMs - spec.timeoutMs;
    if (beyondMs <= 0 && outcome !== 'timeout') return outcome;
    const tooLate = outcome === 'timeout' || beyondMs > lostMs;
    // Whose fault it was nobody knows: the reply may have come in time and lain there, or would have with the time that was lost.
    if (lostMs > limits.requestMs && !(outcome === 'ok' && tooLate)) return 'unsent';
    // A reply between two looks at the deadlines may come too late. After a short standstill nobody knows when it came.
    return tooLate || !catchingUp() ? 'timeout' : outcome;
  }
}
