const NS_PER_MS = 1e6;

/** Returns nanoseconds, as the Engine API writes durations. */
export function toNs(ms: number): number {
  return Math.round(ms * NS_PER_MS);
}

/** Returns milliseconds of a duration of the Engine API. */
export function fromNs(ns: number): number {
  return ns / NS_PER_MS;
}
