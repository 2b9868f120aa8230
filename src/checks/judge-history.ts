import type { Analysis } from '../analysis/analysis.ts';
import type { Check, CheckResult } from './check.ts';
import { judgeAll, type Expectation } from './judge-all.ts';
import { plannedExpectations } from './planned-expectations.ts';
import { recordedChecks } from './recorded-checks.ts';
import { checks as ownChecks } from './registry.ts';
import { runIntegrity } from './run-integrity.ts';

/**
 * Returns the results of what was judged while the run went on and of the expectations in the history's own plan (or, in place of both, of those given),
 * and of the run's integrity.
 */
export function judgeHistory(
  analysis: Analysis,
  expectations?: readonly Expectation[],
  checks: readonly Check[] = ownChecks,
): CheckResult[] {
  const recorded = expectations === undefined ? recordedChecks(analysis.events) : [];
  return [...recorded, ...judgeAll(expectations ?? plannedExpectations(analysis.events), analysis, checks), ...runIntegrity(analysis)];
}
