import type { Reporter, ReportInput } from './reporter.ts';
import { checkTitle } from './check-text.ts';
import { evidenceLines } from './evidence.ts';
import { formatTime } from './format.ts';
import { repeatCommand } from './repeat-command.ts';
import type { RunResult } from './run-result.ts';
import type { UnstartedRun } from './suite-result.ts';
import { xmlAttribute, xmlText } from './xml.ts';

/** One run of a suite; `historyPath` is where its history lies, as the reader of the file finds it. */
export interface JunitRun extends ReportInput {
  readonly historyPath?: string;
}

/** junit.xml: one test suite per scenario, one test case per check. */
export const junit: Reporter = {
  name: 'junit',
  summary: 'The checks as test cases, for CI servers.',
  fileName: 'junit.xml',
  render: (input) => renderSuiteJunit([input]),
};

/**
 * Returns one JUnit XML document for several runs; scenarios that never became a run are suites with one error.
 * @see https://github.com/testmoapp/junitxml for the dialect that CI servers agree on
 */
export function renderSuiteJunit(runs: readonly (JunitRun | UnstartedRun)[]): string {
  const suites = runs.map((run) => ('error' in run ? unstartedSuite(run) : runSuite(run)));
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

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function counts({ tests, failures, errors }: Omit<Suite, 'xml'>): string {
  return `${xmlAttribute('tests', tests)}${xmlAttribute('failures', failures)}${xmlAttribute('errors', errors)}${xmlAttribute('skipped', 0)}`;
}

function runSuite({ result, analysis, historyPath = 'history.ndjson' }: JunitRun): Suite {
  const tally = {
    tests: result.checks.length,
    failures: result.checks.filter((check) => check.verdict === 'failed').length,
    errors: result.checks.filter((check) => check.verdict === 'inconclusive').length,
  };
  const attributes = [
    xmlAttribute('name', suiteName(result)),
    counts(tally),
    xmlAttribute('time', ((result.run.durationMs ?? 0) / 1000).toFixed(3)),
    xmlAttribute('timestamp', result.run.startedAt),
    xmlAttribute('file', result.scenario.file || undefined),
  ];
  const repeat = repeatCommand(result);
  const xml = [
    `  <testsuite${attributes.join('')}>`,
    ...properties(result),
    ...result.checks.flatMap((check) => testCase(check, result, analysis)),
    `    <system-out>history: ${xmlText(historyPath)}${repeat === undefined ? '' : `\nrepeat: ${xmlText(repeat)}`}</system-out>`,
    '  </testsuite>',
  ].join('\n');
  return { ...tally, xml };
}

function suiteName({ scenario, run }: RunResult): string {
  return run.repeat > 1 ? `${scenario.name} (repetition ${run.repetition} of ${run.repeat})` : scenario.name;
}

function properties(result: RunResult): string[] {
  const { run, engine, scenario } = result;
  const values = {
    run: run.id,
    ...(engine !== null && { seed: run.seed }),
    verdict: result.verdict,
    ...(engine !== null && { engine: `${engine.name} ${engine.version} (API ${engine.api})`, kernel: engine.kernel }),
    faultline: run.faultline,
    ...(scenario.file !== '' && { scenario: `${scenario.file} sha256:${scenario.sha256}` }),
    ...routes(result),
  };
  const lines = Object.entries(values).map(
    ([name, value]) => `      <property${xmlAttribute('name', name)}${xmlAttribute('value', value)}/>`,
  );
  return ['    <properties>', ...lines, '    </properties>'];
}

function routes({ load }: RunResult): Record<string, string> {
  return Object.fromEntries(Object.entries(load).flatMap(([name, { route }]) => (route === null ? [] : [[`route.${name}`, route]])));
}

function testCase(check: RunResult['checks'][number], result: RunResult, analysis: ReportInput['analysis']): string[] {
  const attributes = [
    xmlAttribute('name', `${checkTitle(check)} ${check.expected}`),
    xmlAttribute('classname', suiteName(result)),
    xmlAttribute('file', result.scenario.file || undefined),
    xmlAttribute('line', check.line),
    xmlAttribute('time', 0),
  ].join('');
  if (check.verdict === 'passed') {
    return [`    <testcase${attributes}>`, `      <system-out>observed: ${xmlText(check.observed)}</system-out>`, '    </testcase>'];
  }
  const tag = check.verdict === 'failed' ? 'failure' : 'error';
  const type = check.verdict === 'failed' ? check.kind : 'inconclusive';
  return [
    `    <testcase${attributes}>`,
    `      <${tag}${xmlAttribute('type', type)}${xmlAttribute('message', check.message)}>${xmlText(explanation(check, analysis))}</${tag}>`,
    '    </testcase>',
  ];
}

function explanation(check: RunResult['checks'][number], analysis: ReportInput['analysis']): string {
  const { lines, more } = evidenceLines(analysis, check.evidence);
  return [
    `expected: ${check.expected}`,
    `observed: ${check.observed}`,
    check.message,
    ...lines.map((line) => `  ${formatTime(line.atMs)}  ${line.text}`),
    ...(more === 0 ? [] : [`  … and ${more} more events in the history`]),
  ].join('\n');
}

function unstartedSuite({ scenario, error }: UnstartedRun): Suite {
  const name = scenario.name ?? scenario.file;
  const tally = { tests: 1, failures: 0, errors: 1 };
  const detail = error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  const xml = [
    `  <testsuite${xmlAttribute('name', name)}${counts(tally)}${xmlAttribute('time', 0)}${xmlAttribute('file', scenario.file)}>`,
    `    <testcase name="starts"${xmlAttribute('classname', name)}${xmlAttribute('time', 0)}>`,
    `      <error${xmlAttribute('type', error.code)}${xmlAttribute('message', error.message)}>${xmlText(detail)}</error>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
  return { ...tally, xml };
}
