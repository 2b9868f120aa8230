import { counts, runSuite, suiteName, unstartedSuite } from './junit-suite.ts';
import type { Reporter, ReportInput } from './reporter.ts';
import type { UnstartedRun } from './suite-result.ts';
import { uniqueNames } from './unique-names.ts';

/** junit.xml: one test suite per scenario, one test case per check. */
export const junit: Reporter = {
  name: 'junit',
  summary: 'The checks as test cases, for CI servers.',
  fileName: 'junit.xml',
  render: (input) => renderSuiteJunit([input]),
};

/**
 * Returns one JUnit XML document for several runs; scenarios that never became a run are suites with one error.
 * No two cases have both names alike: CI servers would take one for a repetition of the other.
 * @see https://github.com/testmoapp/junitxml for the dialect that CI servers agree on
 */
export function renderSuiteJunit(runs: readonly (ReportInput | UnstartedRun)[]): string {
  const named = uniqueNames(runs.map((run) => ('error' in run ? (run.scenario.name ?? run.scenario.file) : suiteName(run.result))));
  const suites = runs.map((run, index) => ('error' in run ? unstartedSuite(run, named[index] ?? '') : runSuite(run, named[index] ?? '')));
  const totals = suites.reduce(
    (sum, { tests, failures, errors }) => ({
      xml: '',
      tests: sum.tests + tests,
      failures: sum.failures + failures,
      errors: sum.errors + errors,
    }),
    { xml: '', tests: 0, failures: 0, errors: 0 },
  );
  const head = `<testsuites name="faultline"${counts(totals)}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites.map((suite) => suite.xml), '</testsuites>', ''].join('\n');
}
