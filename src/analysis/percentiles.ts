import type { Histogram } from '../history/histogram.ts';
import type { LoadFigures } from './analysis.ts';

/** Values of which only a histogram in microseconds is known; each counts as `share` of one. */
export interface HistogramPart {
  readonly histogram: Histogram;
  readonly share: number;
}

/** Values in milliseconds: those known one by one, and `parts` of which only a histogram is. */
export interface Values {
  readonly ms: Float32Array;
  readonly parts: readonly HistogramPart[];
}

const US_PER_MS = 1000;

/** Returns percentiles: exact when every value is known, else within 0.4 %; NaN when there are none. Sorts `ms` in place. */
export function percentiles(values: Values): LoadFigures['latencyMs'] {
  const at = percentileOf(values);
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1) };
}

/** Returns what tells the value that a share of all does not exceed (nearest rank). Sorts `ms` in place. */
export function percentileOf({ ms, parts }: Values): (share: number) => number {
  const sorted = ms.sort();
  if (parts.length === 0) return (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  const cells = joinCells(parts);
  const total = sorted.length + cells.reduce((sum, { count }) => sum + count, 0);
  const max = Math.max(sorted.at(-1) ?? 0, ...parts.map(({ histogram }) => histogram.maxUs / US_PER_MS));
  return (share) => (share === 1 ? max : atRank(sorted, cells, Math.max(1, Math.ceil(share * total))));
}

interface Cell {
  readonly ms: number;
  readonly count: number;
}

/** Returns the cells of all histograms in ascending order. */
function joinCells(parts: readonly HistogramPart[]): Cell[] {
  const counts = new Map<number, number>();
  for (const { histogram, share } of parts) {
    for (const { us, count } of histogram.values()) counts.set(us, (counts.get(us) ?? 0) + count * share);
  }
  return [...counts].map(([us, count]) => ({ ms: us / US_PER_MS, count })).sort((left, right) => left.ms - right.ms);
}

function atRank(sorted: Float32Array, cells: readonly Cell[], rank: number): number {
  let row = 0;
  let before = 0;
  for (const { ms, count } of cells) {
    for (; row < sorted.length && (sorted[row] ?? 0) <= ms; row += 1) {
      before += 1;
      if (before >= rank) return sorted[row] ?? Number.NaN;
    }
    before += count;
    if (before >= rank) return ms;
  }
  return sorted[Math.min(sorted.length - 1, row + Math.ceil(rank - before) - 1)] ?? Number.NaN;
}
