import { AssertionError } from 'node:assert';
import type { CheckResult } from '../checks/check.ts';
import type { RunResult } from '../report/run-result.ts';
import type { ScenarioRun } from '../suite/scenario-run.ts';
import { findingOf } from './finding.ts';

/** Why the test of an expectation fails: what was expected and observed, the events that explain it, and where the report is. */
export class ScenarioFailure extends AssertionError {
  readonly report: string;

  constructor(check: RunResult['checks'][number], run: ScenarioRun, report: string) {
    const { of, during, line, ...rest } = check;
    const result: CheckResult = {
      ...rest,
      ...(of === undefined ? {} : { of }),
      ...(during === undefined ? {} : { during }),
      ...(line === undefined ? {} : { line }),
    };
    const finding = findingOf(result, { run });
    super({
      message: `${finding?.message ?? check.message}\n  report: ${report}`,
      expected: check.expected,
      actual: check.observed,
      operator: 'faultline',
    });
    this.report = report;
  }
}
