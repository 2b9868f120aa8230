import type { VersionAnswered } from '../history/history-event.ts';
import type { LoadBucketEvent } from '../history/load-bucket.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import { Backlog } from './backlog.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import type { Endpoint } from './endpoint.ts';
import type { LoadedProbe } from './load-probe.ts';
import { peakPerSecond } from './peak-per-second.ts';
import { RequestSender } from './request-sender.ts';
import type { HarnessReading } from './self-check/harness-reading.ts';
import { HarnessWatch } from './self-check/harness-watch.ts';
import { LostTime } from './self-check/lost-time.ts';
import { sleepPrecisely } from './sleep-precisely.ts';
import { slipLimits } from './slip-limits.ts';
import { StreamProbe } from './stream-probe.ts';

export interface OpenLoopOptions {
  readonly load: string;
  readonly spec: LoadSpec;
  readonly startMs: number;
  /** No request is due so long after the start or later; absent: until stop(). */
  readonly forMs?: number;
  readonly endpoints: readonly Endpoint[];
  /** The probe that the load names. */
  readonly probe?: LoadedProbe | undefined;
  /** Run time in ms. */
  readonly now: () => number;
  /** What the system counts about this process; absent: what spoils a measurement is told without its cause. */
  readonly readHarness?: (nowMs: number) => HarnessReading;
  readonly emit: (bucket: LoadBucketEvent) => void;
  /** Told at once of a version that had not answered for a second, or ever. */
  readonly onVersion?: (answered: VersionAnswered) => void;
}

/** While requests are on their way their deadlines are looked at this often. */
const TICK_MS = 5;
/** A tick later than this means that the process stood still, and that replies may be waiting unread. */
const STALL_MS = 10;
/** Sent so late, a request is sent between two replies: earlier than that the next tick comes. */
const BEHIND_MS = 5;
/**
 * Once behind, replies are read after so much sending: their connections serve the next requests. Sent all at once, thousands would each open a connection
 * of their own, which takes longer than they are late, and so on for good.
 */
const SLICE_MS = 1;
/** At higher rates several requests are due in each millisecond, which the timer is precise enough for. */
const EXACT_UP_TO_PER_SECOND = 1000;
/** And after each reply the one that takes its connection. */
const SENT_PER_REPLY = 1;
/** A bucket lasts a second, and another may pass until it is seen to be over. */
const KEPT_MS = 3000;
/** A bucket that has passed is emitted soon, also when the next request is far away. */
const LONGEST_SLEEP_MS = 1000;

/** Sends every request at its due time whatever became of those before, and ends each at its deadline. */
export class OpenLoop {
  readonly #now: () => number;
  readonly #sender: RequestSender;
  readonly #deadlines = new DeadlineQueue();
  readonly #probes: readonly StreamProbe[];
  readonly #untilMs: number;
  readonly #lost = new LostTime();
  readonly #watch: HarnessWatch | undefined;
  /** Whether requests are so far apart that each is worth being woken for. */
  readonly #exact: boolean;
  #timer: NodeJS.Timeout | undefined;
  #lastMoment: NodeJS.Immediate | undefined;
  #tickedMs = 0;
  #readingOldReplies = false;
  #pacing = false;
  #onStopped: (() => void) | undefined;

  /** @throws ERR_SCENARIO_INVALID when a pattern of the load is not a regular expression. */
  constructor(options: OpenLoopOptions) {
    const { spec, startMs, forMs = Infinity } = options;
    this.#untilMs = startMs + forMs;
    this.#exact = peakPerSecond(spec) * spec.streams.length <= EXACT_UP_TO_PER_SECOND;
    this.#now = options.now;
    this.#sender = new RequestSender(spec, { probe: options.probe });
    this.#sender.setEndpoints(options.endpoints);
    const watch = options.readHarness && new HarnessWatch(options.readHarness, options.now, spec.timeoutMs + KEPT_MS);
    this.#watch = watch;
    const limits = slipLimits(spec);
    const shared = {
      ...options,
      limits,
      backlog: new Backlog(limits),
      sender: this.#sender,
      deadlines: this.#deadlines,
      lostMs: () => this.#lost.totalMs(this.#now()),
      onEnded: () => this.#keepPace(),
      catchingUp: () => this.#readingOldReplies || this.#lost.lateMs(this.#now()) > STALL_MS,
      ...(watch === undefined ? {} : { spentSince: (fromMs: number) => watch.since(fromMs) }),
    };
    this.#probes = spec.streams.map((stream, index) => new StreamProbe(stream, index / spec.streams.length, shared));
  }

  start(): void {
    this.#watch?.look();
    this.#tickedMs = this.#now();
    this.#sleep();
  }

  setEndpoints(endpoints: readonly Endpoint[]): void {
    this.#sender.setEndpoints(endpoints);
  }

  /** Plans nothing more; resolves when every request has ended and every bucket was emitted. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      const stopMs = this.#now();
      // What was due before now is sent first, all of it.
      this.#sendDue(stopMs, Infinity);
      this.#onStopped = resolve;
      for (const { recorder } of this.#probes) recorder.stop(stopMs);
      this.#tick();
    });
  }

  #tick(): void {
    if (this.#readingOldReplies) return;
    clearTimeout(this.#timer);
    clearImmediate(this.#lastMoment);
    this.#tickedMs = this.#now();
    const lateMs = this.#lost.woke(this.#tickedMs);
    this.#watch?.look();
    if (lateMs <= STALL_MS) {
      this.#work();
      return;
    }
    for (const { recorder } of this.#probes) recorder.stalled(lateMs);
    // Read the replies that came meanwhile before calling any of them late.
    this.#readingOldReplies = true;
    setImmediate(() => {
      this.#work();
      this.#readingOldReplies = false;
    });
  }

  #work(): void {
    this.#deadlines.sweep(this.#now());
    if (this.#onStopped === undefined) this.#sendDue(this.#now(), SLICE_MS);
    this.#sleep();
  }

  /**
   * Once behind, sends what is due between two replies, too: after a stall hundreds come at once, and reading them all first would make every request late.
   * Not before the reply's own consequences are through: a connection that ends with it must not be taken for one that can be used.
   */
  #keepPace(): void {
    if (this.#pacing || this.#now() < (this.#nextProbe()?.nextDueMs ?? Infinity) + BEHIND_MS) return;
    this.#pacing = true;
    queueMicrotask(() => {
      this.#pacing = false;
      if (this.#onStopped === undefined) this.#send(this.#now(), Infinity, SENT_PER_REPLY);
    });
  }

  /** In order of due time over all streams: the queue of deadlines relies on it. */
  #send(nowMs: number, sliceMs: number, atMost: number): void {
    const untilMs = this.#now() + sliceMs;
    for (let sent = 0; sent < atMost && this.#now() < untilMs; sent += 1) {
      const next = this.#nextProbe();
      if (next === undefined || next.nextDueMs > nowMs) return;
      next.sendNext();
    }
  }

  #sendDue(nowMs: number, sliceMs: number): void {
    this.#send(nowMs, sliceMs, Infinity);
    const sentUntilMs = Math.min(nowMs, this.#nextProbe()?.nextDueMs ?? Infinity);
    for (const { recorder } of this.#probes) recorder.passed(sentUntilMs);
  }

  #sleep(): void {
    if (this.#onStopped !== undefined && this.#probes.every(({ recorder }) => recorder.idle)) {
      this.#sender.close();
      this.#onStopped();
      return;
    }
    const nowMs = this.#now();
    const dueMs = this.#onStopped === undefined ? (this.#nextProbe()?.nextDueMs ?? Infinity) : Infinity;
    const deadlineMs = this.#deadlines.nextMs === undefined ? Infinity : Math.min(this.#deadlines.nextMs, nowMs + TICK_MS);
    if (this.#exact && dueMs > nowMs && dueMs < nowMs + 1) this.#sleepLess(dueMs, nowMs);
    else this.#sleepWholeMs(Math.min(dueMs, deadlineMs), nowMs);
  }

  #sleepWholeMs(untilMs: number, nowMs: number): void {
    const sleepMs = Math.max(1, Math.min(LONGEST_SLEEP_MS, Math.floor(untilMs - nowMs)));
    // From the tick's beginning: a standstill inside a tick is one too.
    this.#lost.planned(this.#tickedMs + sleepMs);
    this.#timer = setTimeout(() => this.#tick(), sleepMs);
  }

  /** A timer would be up to a millisecond late. What has come is read before and after: a connection that has been ended meanwhile must not be used. */
  #sleepLess(untilMs: number, nowMs: number): void {
    this.#lost.planned(this.#tickedMs + untilMs - nowMs);
    this.#lastMoment = setImmediate(() => {
      sleepPrecisely(untilMs - this.#now());
      this.#lastMoment = setImmediate(() => this.#tick());
    });
  }

  /** The one whose turn it is; undefined when nothing more is due. */
  #nextProbe(): StreamProbe | undefined {
    const next = this.#probes.reduce<StreamProbe | undefined>(
      (first, probe) => (first === undefined || probe.nextDueMs < first.nextDueMs ? probe : first),
      undefined,
    );
    return next !== undefined && next.nextDueMs < this.#untilMs ? next : undefined;
  }
}
