/** One reading of another clock between two readings of ours, all in ms since the Unix epoch. */
export interface ClockReading {
  readonly sentMs: number;
  readonly theirsMs: number;
  readonly receivedMs: number;
}

export interface ClockSkew {
  /** By how much the other clock is ahead of ours. */
  readonly skewMs: number;
  /** The truth lies within skewMs ± this. */
  readonly uncertaintyMs: number;
}

/**
 * Returns how far another clock is ahead, from the reading that took least time, as NTP does it.
 * @see https://datatracker.ietf.org/doc/html/rfc5905#section-10
 */
export function clockSkew(readings: readonly [ClockReading, ...ClockReading[]]): ClockSkew {
  const best = readings.reduce((quickest, reading) => (duration(reading) < duration(quickest) ? reading : quickest));
  return { skewMs: best.theirsMs - (best.sentMs + best.receivedMs) / 2, uncertaintyMs: duration(best) / 2 };
}

function duration({ sentMs, receivedMs }: ClockReading): number {
  return receivedMs - sentMs;
}
