/** What a run or an expectation comes to; inconclusive when the measurement cannot tell. */
export type Verdict = 'passed' | 'failed' | 'inconclusive';

const badness: Record<Verdict, number> = { passed: 0, inconclusive: 1, failed: 2 };

/** Returns the worst of the verdicts: failed > inconclusive > passed. Nothing judged is `passed`. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = 'passed';
  for (const verdict of verdicts) if (badness[verdict] > badness[worst]) worst = verdict;
  return worst;
}
