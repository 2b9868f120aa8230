import type { StreamAnalysis, Window } from '../analysis/analysis.ts';
import { overlaps } from '../analysis/windows.ts';
import type { MeasuredPart } from './load-options.ts';
import { plural } from './plural.ts';

/** Returns the `seq` of the buckets in the window in which the harness did not keep its schedule. */
export function spoiledEvidence({ spoiled }: StreamAnalysis, window: Window): number[] {
  return spoiled.filter((bucket) => overlaps(bucket, window)).map(({ seq }) => seq);
}

/** Returns why a verdict is left open: requests of unknown fate, and what the load said of the second in which there were the first of them. */
export function spoiledDoubt(unknown: number, { stream, window }: Pick<MeasuredPart, 'stream' | 'window'>): string {
  const reason = reasonOf([stream], window);
  if (unknown > 0) return `${plural(unknown, 'request')} that the harness itself sent late or not at all would decide it${reason}`;
  return `faultline itself read replies late, which would decide it${reason}`;
}

/** Returns what the load said of the first spoiled second in the window, in parentheses; empty when there is none. */
export function reasonOf(streams: readonly StreamAnalysis[], window: Window): string {
  const found = streams.flatMap(({ spoiled }) => spoiled.filter((bucket) => overlaps(bucket, window)));
  const first = found.toSorted((left, right) => left.fromMs - right.fromMs)[0];
  return first === undefined ? '' : ` (${first.reason}${found.length === 1 ? '' : `; and ${found.length - 1} more`})`;
}
