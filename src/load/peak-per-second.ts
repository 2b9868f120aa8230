import type { LoadSpec } from '../scenario/scenario.ts';

/** Returns the highest rate of a stream of the load, in requests a second, at any time of its stages. */
export function peakPerSecond({ ratePerSecond, stages = [] }: Pick<LoadSpec, 'ratePerSecond' | 'stages'>): number {
  return Math.max(ratePerSecond, ...stages.flatMap(({ fromPerSecond, toPerSecond }) => [fromPerSecond, toPerSecond]));
}
