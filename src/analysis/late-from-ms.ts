/** The scheduling noise of a busy machine: less slip than this moves the edge of an outage by less than anyone asks about. */
const NOISE_MS = 20;

/** Returns the slip from which on a request counts as late: one arrival interval, but no less than noise. */
export function lateFromMs(ratePerSecond: number): number {
  return Math.max(NOISE_MS, 1000 / ratePerSecond);
}
