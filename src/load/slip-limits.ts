import type { LoadSpec } from '../scenario/scenario.ts';

/** From when on the harness's own lateness makes a measurement worthless. */
export interface SlipLimits {
  /** A bucket whose slip p99 is over this is spoiled. */
  readonly bucketMs: number;
  /** A request sent later than this had too little of its deadline left: when it times out, nobody knows whose fault it was. */
  readonly requestMs: number;
}

/** Slip below this is the noise of a busy machine: it moves an outage's edge by less than anyone asks about. */
const NOISE_MS = 20;
const SMALLEST_MS = 5;

/** Returns the limits: one arrival interval, but neither less than noise nor more than a tenth of the deadline. */
export function slipLimits(spec: Pick<LoadSpec, 'ratePerSecond' | 'timeoutMs'>): SlipLimits {
  const requestMs = Math.max(SMALLEST_MS, spec.timeoutMs / 10);
  return { requestMs, bucketMs: Math.min(requestMs, Math.max(NOISE_MS, 1000 / spec.ratePerSecond)) };
}
