import type { LoadSpec } from '../scenario/scenario.ts';

/** From when on the harness's own lateness makes a measurement worthless. */
export interface SlipLimits {
  /** A bucket whose slip p99 is over this is spoiled. */
  readonly bucketMs: number;
  /**
   * A request whose turn comes later than this is not sent. One that lost more than this of its deadline to the harness, and then timed out, does not count
   * as a timeout: nobody knows whose fault it was.
   */
  readonly requestMs: number;
}

/** Slip below this is the noise of a busy machine: it moves an outage's edge by less than anyone asks about. */
const NOISE_MS = 20;
const SMALLEST_MS = 5;

/** Returns the limits: for a bucket one arrival interval, but neither less than noise nor more than a tenth of the deadline; for a request a quarter. */
export function slipLimits({ ratePerSecond, timeoutMs }: Pick<LoadSpec, 'ratePerSecond' | 'timeoutMs'>): SlipLimits {
  const intervalMs = 1000 / ratePerSecond;
  return {
    bucketMs: Math.min(Math.max(SMALLEST_MS, timeoutMs / 10), Math.max(NOISE_MS, intervalMs)),
    requestMs: Math.max(SMALLEST_MS, timeoutMs / 4),
  };
}
