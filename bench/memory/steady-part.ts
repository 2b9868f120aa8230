import { groupBy } from '../../src/analysis/group-by.ts';
import { percentile } from '../truth/percentile.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export interface Reading {
  readonly atMs: number;
  readonly mb: number;
}

export interface SteadyPart {
  /** The median of each minute, in order. Between two collections garbage grows: the highest and the lowest tell when one was sampled. */
  readonly minutes: readonly Reading[];
  /** Of the first and of the last third of those minutes. */
  readonly firstMb: number;
  readonly lastMb: number;
  /** The median of the slopes between any two of the minutes (Theil and Sen): one that is off does not turn it. NaN when there are less than two. */
  readonly mbPerHour: number;
  /** Between which nine of ten of these slopes lie. */
  readonly mbPerHourRange: readonly [from: number, until: number];
}

/** Returns how memory went between `fromMs` and `untilMs`. */
export function steadyPart(readings: readonly Reading[], fromMs: number, untilMs: number): SteadyPart {
  const byMinute = groupBy(
    readings.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs),
    ({ atMs }) => Math.floor(atMs / MINUTE_MS),
  );
  const minutes = [...byMinute].map(([minute, each]) => ({ atMs: (minute + 0.5) * MINUTE_MS, mb: median(each.map(({ mb }) => mb)) }));
  const slopes = minutes.flatMap((left, index) =>
    minutes.slice(index + 1).map((right) => ((right.mb - left.mb) / (right.atMs - left.atMs)) * HOUR_MS),
  );
  const third = Math.max(1, Math.floor(minutes.length / 3));
  const medianOf = (some: readonly Reading[]): number => median(some.map(({ mb }) => mb));
  return {
    minutes,
    firstMb: medianOf(minutes.slice(0, third)),
    lastMb: medianOf(minutes.slice(-third)),
    mbPerHour: median(slopes),
    mbPerHourRange: [percentile(slopes, 0.05) ?? Number.NaN, percentile(slopes, 0.95) ?? Number.NaN],
  };
}

function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5) ?? Number.NaN;
}
