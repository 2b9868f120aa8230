import type { LoadFigures } from './analysis.ts';

/** Returns the value that a share of the sorted values does not exceed (nearest rank); NaN when there are none. */
export function percentile(sorted: Float32Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Returns exact percentiles. Sorts `values` in place. */
export function percentiles(values: Float32Array): LoadFigures['latencyMs'] {
  values.sort();
  const at = (share: number) => percentile(values, share);
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1) };
}
