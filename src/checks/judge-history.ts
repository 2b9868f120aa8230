import type { Analysis } from '../analysis/analysis.ts';
import type { Check, CheckResult } from './check.ts';
import { judgeAll, type Expectation } from './judge-all.ts';
import { plannedExpectations } from './planned-expectations.ts';
import { checks as ownChecks } from './registry.ts';
import { runIntegrity } from './run-integrity.ts';

/** Returns the results of the expectations in the history's own plan (or of those given in their place), and of the run's integrity. */
export function judgeHistory(
  analysis: Analysis,
  expectations: readonly Expectation[] = plannedExpectations(analysis.events),
  checks: readonly Check[] = ownChecks,
): CheckResult[] {
  return [...judgeAll(expectations, analysis, checks), ...runIntegrity(analysis)];
}
