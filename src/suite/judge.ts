import type { Check } from '../checks/check.ts';
import { judgeSteady } from '../checks/judge-steady.ts';
import { unmet } from '../checks/unmet.ts';
import type { Judge } from '../run/run-request.ts';

/** Returns what a run asks of analysis and checks while it is under way. */
export function judgeBy(checks: readonly Check[]): Judge {
  return {
    holds: (expectations, events, window) => judgeSteady(expectations, events, window, checks),
    unmet: (expectations, events) => unmet(expectations, events, checks),
  };
}
