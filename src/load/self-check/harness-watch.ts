import { spentBetween, type HarnessReading, type HarnessSpent } from './harness-reading.ts';

/** Two readings are at least this far apart. */
const APART_MS = 250;

/** Readings of how this process is doing, kept for as long as requests that were due then are on their way. */
export class HarnessWatch {
  readonly #read: (nowMs: number) => HarnessReading;
  readonly #now: () => number;
  readonly #keepMs: number;
  #readings: HarnessReading[] = [];

  constructor(read: (nowMs: number) => HarnessReading, now: () => number, keepMs: number) {
    this.#read = read;
    this.#now = now;
    this.#keepMs = keepMs;
  }

  /** To be called often. */
  look(): void {
    const nowMs = this.#now();
    const last = this.#readings.at(-1);
    if (last !== undefined && nowMs - last.atMs < APART_MS) return;
    this.#readings.push(this.#read(nowMs));
    const first = this.#readings.findLastIndex(({ atMs }) => atMs <= nowMs - this.#keepMs);
    if (first > 0) this.#readings = this.#readings.slice(first);
  }

  /** Returns what has happened since then, or shortly before: from the last reading that is not later. */
  since(fromMs: number): HarnessSpent {
    const now = this.#read(this.#now());
    return spentBetween(this.#readings.findLast(({ atMs }) => atMs <= fromMs) ?? this.#readings[0] ?? now, now);
  }
}
