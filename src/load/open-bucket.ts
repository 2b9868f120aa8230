import { requestClasses, type RequestClass } from '../history/load-bucket.ts';
import { NEVER_SENT_US, type RequestRows } from '../history/load-rows.ts';
import { VersionNames } from './version-names.ts';

const OK = requestClasses.indexOf('ok');
const UNSENT = requestClasses.indexOf('unsent');
const LARGEST_US = NEVER_SENT_US - 1;

/** The requests due in one bucket while some of them may still be on their way. */
export class OpenBucket {
  readonly fromMs: number;
  /** Shortened when the load is stopped inside the bucket. */
  untilMs: number;
  /** No more requests will be due in it. */
  closed = false;
  /** The longest that this process stood still while a request of the bucket was on its way. */
  stalledMs = 0;
  /** The error codes of requests that this machine had no descriptor, port or memory for. */
  readonly shortages = new Set<string>();
  #tooLateMs = 0;
  #lostMs = 0;
  #behindMs = 0;
  #pending = 0;
  #n = 0;
  readonly #dueUs: Uint32Array;
  readonly #slipUs: Uint32Array;
  readonly #latencyUs: Uint32Array;
  readonly #class: Uint8Array;
  readonly #version: Uint8Array;
  readonly #versions = new VersionNames();

  constructor(fromMs: number, untilMs: number, capacity: number) {
    this.fromMs = fromMs;
    this.untilMs = untilMs;
    this.#dueUs = new Uint32Array(capacity);
    this.#slipUs = new Uint32Array(capacity).fill(NEVER_SENT_US);
    this.#latencyUs = new Uint32Array(capacity);
    this.#class = new Uint8Array(capacity);
    this.#version = new Uint8Array(capacity);
  }

  /** The most time that one request of the bucket was on its way while this process stood still, or its backlog kept the other side busy. */
  get lostMs(): number {
    return this.#lostMs;
  }

  /** The longest that a request of the bucket was on its way while the other side worked off a backlog. */
  get behindMs(): number {
    return this.#behindMs;
  }

  /** How late the latest of those was that were not sent at all, because their turn came too late. */
  get tooLateMs(): number {
    return this.#tooLateMs;
  }

  get pending(): number {
    return this.#pending;
  }

  /** Returns the row of a request that is due now. */
  add(dueMs: number): number {
    const row = this.#n;
    this.#n += 1;
    this.#pending += 1;
    this.#dueUs[row] = microseconds(dueMs - this.fromMs);
    return row;
  }

  sent(row: number, slipMs: number): void {
    this.#slipUs[row] = microseconds(slipMs);
  }

  /** A request of the bucket is not sent, because its turn came too late. */
  tooLate(slipMs: number): void {
    this.#tooLateMs = Math.max(this.#tooLateMs, slipMs);
  }

  /** A request of the bucket has ended: so much of its time the harness took. */
  lost(stoodStillMs: number, behindMs: number): void {
    this.#lostMs = Math.max(this.#lostMs, stoodStillMs + behindMs);
    this.#behindMs = Math.max(this.#behindMs, behindMs);
  }

  end(row: number, outcome: RequestClass, latencyMs: number, version: string | undefined): void {
    this.#pending -= 1;
    this.#class[row] = requestClasses.indexOf(outcome);
    this.#latencyUs[row] = microseconds(latencyMs);
    this.#version[row] = this.#versions.codeOf(version);
  }

  /** Nothing that failed in it says anything about the other side. */
  disownFailures(): void {
    for (let row = 0; row < this.#n; row += 1) if (this.#class[row] !== OK) this.#class[row] = UNSENT;
  }

  rows(): RequestRows {
    return {
      n: this.#n,
      dueUs: this.#dueUs.subarray(0, this.#n),
      slipUs: this.#slipUs.subarray(0, this.#n),
      latencyUs: this.#latencyUs.subarray(0, this.#n),
      class: this.#class.subarray(0, this.#n),
      version: this.#version.subarray(0, this.#n),
      versionNames: this.#versions.names,
    };
  }
}

function microseconds(ms: number): number {
  return Math.min(LARGEST_US, Math.max(0, Math.round(ms * 1000)));
}
