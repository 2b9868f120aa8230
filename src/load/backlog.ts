import type { SlipLimits } from './slip-limits.ts';

/** Of what a request may lose at most: after a standstill so long, what is sent at once is a burst. */
const BURST = 0.5;

/**
 * For how long the other side has been working off what this process sent all at once, because it had stood still: it had more to do than the load asks
 * of it, and a request that left in time waited behind the others.
 */
export class Backlog {
  readonly #limits: SlipLimits;
  #lateInFlight = 0;
  #beganMs = Infinity;
  #totalMs = 0;

  constructor(limits: SlipLimits) {
    this.#limits = limits;
  }

  /** A request left `slipMs` after its due time. */
  sent(slipMs: number, nowMs: number): void {
    if (!this.#isLate(slipMs)) return;
    this.#lateInFlight += 1;
    if (slipMs > this.#limits.requestMs * BURST) this.#beganMs = Math.min(this.#beganMs, nowMs);
  }

  /** A request that had left `slipMs` after its due time has ended. With the last late one the backlog ends. */
  ended(slipMs: number, nowMs: number): void {
    if (!this.#isLate(slipMs)) return;
    this.#lateInFlight -= 1;
    if (this.#lateInFlight > 0) return;
    this.#totalMs = this.totalMs(nowMs);
    this.#beganMs = Infinity;
  }

  /** Returns for how long there was a backlog since the beginning, with the one that is there now. */
  totalMs(nowMs: number): number {
    return this.#totalMs + Math.max(0, nowMs - this.#beganMs);
  }

  #isLate(slipMs: number): boolean {
    return slipMs > this.#limits.bucketMs;
  }
}
