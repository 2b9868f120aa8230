import type { StreamAnalysis } from './analysis.ts';

/**
 * Returns how far apart requests were due around a row: 1000 / rate, or where the rate changes in stages the distance to the nearer
 * neighbour (to the further one there may have been requests that a long run did not keep one by one).
 */
export function intervalMsAt({ requests, ratePerSecond, stages }: Timed, row: number): number {
  const constant = 1000 / ratePerSecond;
  if (stages === undefined) return constant;
  const due = (at: number) => requests.dueMs[at] ?? Infinity;
  const nearer = Math.min(Math.abs(due(row) - due(row - 1)), Math.abs(due(row + 1) - due(row)));
  return Number.isFinite(nearer) ? nearer : constant;
}

type Timed = Pick<StreamAnalysis, 'ratePerSecond' | 'stages'> & { readonly requests: Pick<StreamAnalysis['requests'], 'dueMs'> };
