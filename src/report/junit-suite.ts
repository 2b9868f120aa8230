import { join } from 'node:path/posix';
import type { ReportInput } from './reporter.ts';
import { checkTitle } from './check-text.ts';
import { evidenceLines } from './evidence.ts';
import { formatTime } from './format.ts';
import { repeatCommand } from './repeat-command.ts';
import type { RunResult } from './run-result.ts';
import type { UnstartedRun } from './suite-result.ts';
import { uniqueNames } from './unique-names.ts';
import { xmlAttribute, xmlText } from './xml.ts';

/** What is attached to a case that did not pass. */
const attached = 'report.html';

/** One <testsuite>, and what it counts. */
export interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

/** Returns the counts as attributes. */
export function counts({ tests, failures, errors }: Omit<Suite, 'xml'>): string {
  return `${xmlAttribute('tests', tests)}${xmlAttribute('failures', failures)}${xmlAttribute('errors', errors)}`;
}

/** Returns the suite of a run: a case for each check. */
export function runSuite(run: ReportInput, name: string): Suite {
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
  const names = uniqueNames(result.checks.map((check) => `${checkTitle(check)} ${check.expected}`));
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

function scenarioPath({ result, place }: ReportInput): string | undefined {
  return (place?.scenario ?? result.scenario.file) || undefined;
}

/** Jenkins and GitLab take `[[ATTACHMENT|path]]` for an order to keep that file: words from outside must not give any. */
function content(text: string): string {
  return xmlText(text.replaceAll('[[', '[ ['));
}

/** Returns what the suite of a run is called. */
export function suiteName({ scenario, run }: RunResult): string {
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

/** Returns the suite of a scenario that never became a run. */
export function unstartedSuite({ scenario, error }: UnstartedRun, name: string): Suite {
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
