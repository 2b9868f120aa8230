import { join } from 'node:path/posix';
import type { Reporter, ReportInput } from './reporter.ts';
import { checkTitle } from './check-text.ts';
import { evidenceLines } from './evidence.ts';
import { formatTime } from './format.ts';
import { repeatCommand } from './repeat-command.ts';
import type { RunResult } from './run-result.ts';
import type { UnstartedRun } from './suite-result.ts';
import { xmlAttribute, xmlText } from './xml.ts';

/** What is attached to a case that did not pass. */
const attached = 'report.html';

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
  const named = unique(runs.map((run) => ('error' in run ? (run.scenario.name ?? run.scenario.file) : suiteName(run.result))));
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

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function counts({ tests, failures, errors }: Omit<Suite, 'xml'>): string {
  return `${xmlAttribute('tests', tests)}${xmlAttribute('failures', failures)}${xmlAttribute('errors', errors)}`;
}

function runSuite(run: ReportInput, name: string): Suite {
  const { result, place } = run;
  const tally = {
    tests: result.checks.length,
    failures: result.checks.filter((check) => check.verdict === 'failed').length,
    errors: result.checks.filter((check) => check.verdict === 'inconclusive').length,
  };
  const attributes = [
    xmlAttribute('name', name),
    counts(tally),
    xmlAttribute('skipped', 0),
    xmlAttribute('time', ((result.run.durationMs ?? 0) / 1000).toFixed(3)),
    xmlAttribute('timestamp', result.run.startedAt),
    xmlAttribute('file', scenarioPath(run)),
  ];
  const names = unique(result.checks.map((check) => `${checkTitle(check)} ${check.expected}`));
  const repeat = repeatCommand(result);
  const history = place === undefined ? 'history.ndjson' : join(place.directory, 'history.ndjson');
  const xml = [
    `  <testsuite${attributes.join('')}>`,
    ...properties(result),
    ...result.checks.flatMap((check, index) => testCase(check, run, { name: names[index] ?? '', suite: name })),
    `    <system-out>${content(`history: ${history}${repeat === undefined ? '' : `\nrepeat: ${repeat}`}`)}</system-out>`,
    '  </testsuite>',
  ].join('\n');
  return { ...tally, xml };
}

/** Returns the names with a number added to each that was there before. */
function unique(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let different = name;
    for (let n = 2; taken.has(different); n += 1) different = `${name} (${n})`;
    taken.add(different);
    return different;
  });
}

function scenarioPath({ result, place }: ReportInput): string | undefined {
  return (place?.scenario ?? result.scenario.file) || undefined;
}

/** Jenkins and GitLab take `[[ATTACHMENT|path]]` for an order to keep that file: words from outside must not give any. */
function content(text: string): string {
  return xmlText(text.replaceAll('[[', '[ ['));
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

function testCase(
  check: RunResult['checks'][number],
  run: ReportInput,
  { name, suite }: { readonly name: string; readonly suite: string },
): string[] {
  const attributes = [
    xmlAttribute('name', name),
    xmlAttribute('classname', suite),
    xmlAttribute('file', scenarioPath(run)),
    xmlAttribute('line', check.line),
    xmlAttribute('time', 0),
  ].join('');
  if (check.verdict === 'passed') {
    return [`    <testcase${attributes}>`, `      <system-out>observed: ${content(check.observed)}</system-out>`, '    </testcase>'];
  }
  const tag = check.verdict === 'failed' ? 'failure' : 'error';
  const type = check.verdict === 'failed' ? check.kind : 'inconclusive';
  return [
    `    <testcase${attributes}>`,
    `      <${tag}${xmlAttribute('type', type)}${xmlAttribute('message', check.message)}>${content(explanation(check, run.analysis))}</${tag}>`,
    ...attachments(run),
    '    </testcase>',
  ];
}

/**
 * The page of the run, for what did not pass.
 * @see https://plugins.jenkins.io/junit-attachments/
 * @see https://docs.gitlab.com/ci/testing/unit_test_reports/#view-junit-screenshots-on-gitlab
 */
function attachments({ place }: ReportInput): string[] {
  if (place?.files.includes(attached) !== true) return [];
  const path = join(place.directory, attached);
  // There is no way to quote a bracket or a line break.
  return /[\]\n]/.test(path) ? [] : [`      <system-out>[[ATTACHMENT|${xmlText(path)}]]</system-out>`];
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

function unstartedSuite({ scenario, error }: UnstartedRun, name: string): Suite {
  const tally = { tests: 1, failures: 0, errors: 1 };
  const detail = error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  const xml = [
    `  <testsuite${xmlAttribute('name', name)}${counts(tally)}${xmlAttribute('time', 0)}${xmlAttribute('file', scenario.file)}>`,
    `    <testcase name="starts"${xmlAttribute('classname', name)}${xmlAttribute('time', 0)}>`,
    `      <error${xmlAttribute('type', error.code)}${xmlAttribute('message', error.message)}>${content(detail)}</error>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
  return { ...tally, xml };
}
