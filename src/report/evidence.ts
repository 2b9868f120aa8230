import type { Analysis } from '../analysis/analysis.ts';
import type { EventLine } from './event-line.ts';
import { describeEvent } from './describe-event.ts';

/** More events than this do not explain, they bury. */
const maxShown = 8;

export interface Evidence {
  /** By time. */
  readonly lines: readonly EventLine[];
  /** How many more events the check named. */
  readonly more: number;
}

/** Returns the events that a check named as its evidence, in the words of the progress. */
export function evidenceLines(analysis: Pick<Analysis, 'events'>, seqs: readonly number[]): Evidence {
  const wanted = new Set(seqs);
  const lines = analysis.events
    .filter((event) => wanted.has(event.seq))
    .flatMap((event) => describeEvent(event) ?? [])
    .toSorted((left, right) => left.atMs - right.atMs);
  if (lines.length <= maxShown) return { lines, more: 0 };
  // The first ones say how it began, the last one how it ended.
  return { lines: [...lines.slice(0, maxShown - 1), ...lines.slice(-1)], more: lines.length - maxShown };
}
