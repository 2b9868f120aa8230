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
  if (failed === 0 && inconclusive === 0) return n === 1 ? 'the check passed' : `all ${n} checks passed`;
  const noun = n === 1 ? 'check' : 'checks';
  if (failed === 0) return `${inconclusive} of ${n} ${noun} inconclusive`;
  return `${failed} of ${n} ${noun} failed${inconclusive === 0 ? '' : `, ${inconclusive} inconclusive`}`;
}
