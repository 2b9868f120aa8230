import type { HistoryEventOf } from './history-event.ts';

/** Returns the worst that the readings tell, as one with the number and the date of the last. At least one must be given. */
export function worstHarness(readings: readonly HistoryEventOf<'harness'>[]): HistoryEventOf<'harness'> {
  return readings.reduce((worst, reading) => ({
    ...reading,
    eventLoopDelayMs: {
      p99: Math.max(worst.eventLoopDelayMs.p99, reading.eventLoopDelayMs.p99),
      max: Math.max(worst.eventLoopDelayMs.max, reading.eventLoopDelayMs.max),
    },
    cpuShare: Math.max(worst.cpuShare, reading.cpuShare),
    rssBytes: Math.max(worst.rssBytes, reading.rssBytes),
  }));
}
