import type { StreamAnalysis, Window } from '../analysis/analysis.ts';
import { requestRange } from '../analysis/request-range.ts';
import { certainStates, requestState, type RequestStates } from '../analysis/request-states.ts';
import { overlaps } from '../analysis/windows.ts';
import type { MeasuredPart } from './load-options.ts';
import { plural } from './plural.ts';

/** Returns the `seq` of the buckets in the window in which the harness did not keep its schedule. */
export function spoiledEvidence({ spoiled }: StreamAnalysis, window: Window): number[] {
  return spoiled.filter((bucket) => overlaps(bucket, window)).map(({ seq }) => seq);
}

/** Returns why a verdict is left open: requests of unknown fate, and what the load said of the second that tells least. */
export function spoiledDoubt(unknown: number, { stream, window }: Pick<MeasuredPart, 'stream' | 'window'>): string {
  const reason = reasonOf([stream], window);
  if (unknown > 0) return `${plural(unknown, 'request')} that the harness itself sent late or not at all would decide it${reason}`;
  return `faultline itself read replies late, which would decide it${reason}`;
}

/** Returns what the load said of the second in the window that tells least, in parentheses; empty when it said nothing. */
export function reasonOf(streams: readonly StreamAnalysis[], window: Window): string {
  const found = streams.flatMap((stream) => {
    const states = certainStates(stream);
    const inWindow = stream.spoiled.filter((bucket) => overlaps(bucket, window));
    return inWindow.map((bucket) => ({ reason: bucket.reason, unknown: countUnknown(stream, states, bucket) }));
  });
  const worst = found.toSorted((left, right) => right.unknown - left.unknown)[0];
  return worst === undefined ? '' : ` (${worst.reason}${found.length === 1 ? '' : `; ${found.length - 1} more such seconds`})`;
}

function countUnknown({ requests }: StreamAnalysis, states: RequestStates, bucket: Window): number {
  const { from, until } = requestRange(requests, bucket);
  return states.subarray(from, until).reduce((sum, state) => sum + (state === requestState.unknown ? 1 : 0), 0);
}
