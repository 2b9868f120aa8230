import type { Verdict } from '../checks/verdict.ts';

/** Every verdict, in the order in which people look at them. */
export const verdictOrder: readonly Verdict[] = ['failed', 'inconclusive', 'passed'];

interface Judged {
  readonly verdict: Verdict;
}

/** Compares for sorting: failed first, then inconclusive, then passed. */
export function byVerdict(left: Judged, right: Judged): number {
  return verdictOrder.indexOf(left.verdict) - verdictOrder.indexOf(right.verdict);
}
