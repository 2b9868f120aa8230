import type { StreamAnalysis, Window } from '../analysis/analysis.ts';
import { overlaps } from '../analysis/windows.ts';
import { plural } from './plural.ts';

/** Returns the `seq` of the buckets in the window in which the harness did not keep its schedule. */
export function spoiledEvidence({ spoiled }: StreamAnalysis, window: Window): number[] {
  return spoiled.filter((bucket) => overlaps(bucket, window)).map(({ seq }) => seq);
}

/** Returns why requests of unknown fate leave a verdict open. */
export function spoiledDoubt(unknown: number): string {
  return `${plural(unknown, 'request')} that the harness itself sent late or not at all would decide it`;
}
