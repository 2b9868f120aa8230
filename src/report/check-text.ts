import type { RunResult } from './run-result.ts';

type Check = RunResult['checks'][number];

/** Returns what a check is about: 'availability of users during chaos'. Not yet made safe to print. */
export function checkTitle(check: Pick<Check, 'kind' | 'of' | 'during'>): string {
  return `${check.kind}${check.of === undefined ? '' : ` of ${check.of}`}${check.during === undefined ? '' : ` during ${check.during}`}`;
}

/** Returns the verdicts of the checks in words: '1 of 6 checks failed, 1 inconclusive'. */
export function checksSummary(checks: readonly Pick<Check, 'verdict'>[]): string {
  const n = checks.length;
  if (n === 0) return 'nothing was checked';
  const failed = checks.filter((check) => check.verdict === 'failed').length;
  const inconclusive = checks.filter((check) => check.verdict === 'inconclusive').length;
  if (n === 1) return failed === 1 ? 'the check failed' : inconclusive === 1 ? 'the check is inconclusive' : 'the check passed';
  if (failed === 0) return inconclusive === 0 ? `all ${n} checks passed` : `${inconclusive} of ${n} checks inconclusive`;
  return `${failed} of ${n} checks failed${inconclusive === 0 ? '' : `, ${inconclusive} inconclusive`}`;
}
