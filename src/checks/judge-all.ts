import { describeError } from '../errors/describe-error.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { onlyWindow } from '../analysis/windows.ts';
import type { Check, CheckResult } from './check.ts';
import { checks as ownChecks } from './registry.ts';

/** An expectation as a scenario or a stored plan holds it: its options are as the check's schema returned them. */
export interface Expectation {
  readonly kind: string;
  readonly options: unknown;
  readonly line?: number;
  readonly source?: { readonly line: number };
}

/** Returns the result of each expectation, in order. A check that throws, or that does not exist, is inconclusive. */
export function judgeAll(expectations: readonly Expectation[], analysis: Analysis, checks: readonly Check[] = ownChecks): CheckResult[] {
  return expectations.map(({ kind, options, line: ownLine, source }) => {
    const line = ownLine ?? source?.line;
    const judgement = judgeOne(kind, options, analysis, checks);
    // A measurement without a scenario has one window, whatever the option says.
    const during = judgement.during !== undefined && onlyWindow(analysis.windows) !== undefined ? { during: 'run' } : {};
    return { kind, ...judgement, ...during, ...(line === undefined ? {} : { line }) };
  });
}

function judgeOne(kind: string, options: unknown, analysis: Analysis, checks: readonly Check[]): Omit<CheckResult, 'kind' | 'line'> {
  const check = checks.find(({ name }) => name === kind);
  if (check === undefined) return notJudged(`There is no check ${kind} in this version of faultline.`);
  try {
    const judgement = check.judge(options, analysis);
    // Options of a stored plan are as the file has them.
    const { of = '', during = '', expected, observed, message } = judgement;
    const isTold = [of, during, expected, observed, message].every((text) => typeof text === 'string');
    return isTold ? judgement : notJudged(`The options of the check ${kind} are damaged.`);
  } catch (error) {
    return notJudged(`The check ${kind} itself failed: ${describeError(error)}`);
  }
}

function notJudged(message: string): Omit<CheckResult, 'kind' | 'line'> {
  return { verdict: 'inconclusive', expected: 'not known', observed: 'not known', message, evidence: [] };
}
