import { analyse } from '../analysis/analyse.ts';
import type { Window } from '../analysis/analysis.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Check } from './check.ts';
import { judgeAll, type Expectation } from './judge-all.ts';
import { checks as ownChecks } from './registry.ts';
import { worstVerdict } from './verdict.ts';

/** How the message begins when the steady state could not be judged; a stored history is told apart by it. */
export const CANNOT_TELL = 'It cannot be told: ';

/** Returns whether the expectations hold within a window of a history that is still being written; undefined: it cannot be told. */
export function judgeSteady(
  expectations: readonly Expectation[],
  events: readonly HistoryEvent[],
  window: Window,
  checks: readonly Check[] = ownChecks,
): { readonly held: boolean | undefined; readonly message: string } {
  const results = judgeAll(expectations, analyse(events, { soFar: window }), checks);
  const worst = worstVerdict(results.map(({ verdict }) => verdict));
  const reasons = results.filter(({ verdict }) => verdict === worst).map(({ message }) => message);
  switch (worst) {
    case 'passed':
      return { held: true, message: reasons.join(' ') };
    case 'failed':
      return { held: false, message: reasons.join(' ') };
    case 'inconclusive':
      return { held: undefined, message: `${CANNOT_TELL}${reasons.join(' ')}` };
  }
}
