import { checkTitle } from './check-text.ts';
import { evidenceLines } from './evidence.ts';
import { formatTime } from './format.ts';
import type { Reporter, ReportInput } from './reporter.ts';
import type { UnstartedRun } from './suite-result.ts';
import { visible, visibleLines } from './visible.ts';

/** annotations.txt: workflow commands, one for each check that did not pass, at the line of its expectation. */
export const github: Reporter = {
  name: 'github',
  summary: 'Annotations for GitHub Actions, which also go to its log and its job summary.',
  fileName: 'annotations.txt',
  onRequest: true,
  render: (input) =>
    input.result.checks
      .filter(({ verdict }) => verdict !== 'passed')
      .map((check) => `${annotation(check, input)}\n`)
      .join(''),
};

/** Returns the annotation of a scenario that never became a run. */
export function unstartedAnnotation({ scenario, error }: UnstartedRun, path = scenario.file): string {
  const message = `${error.message} [${error.code}]${error.hint === undefined ? '' : `\n${error.hint}`}`;
  return `${workflowCommand('error', { file: path, title: `${scenario.name ?? scenario.file} did not run` }, message)}\n`;
}

function annotation(check: ReportInput['result']['checks'][number], { result, analysis, place }: ReportInput): string {
  const { lines, more } = evidenceLines(analysis, check.evidence);
  const message = [
    check.message,
    `expected: ${check.expected}`,
    `observed: ${check.observed}`,
    ...lines.map((line) => `${formatTime(line.atMs)}  ${line.text}`),
    ...(more === 0 ? [] : [`… and ${more} more events in the history`]),
  ].join('\n');
  const verdict = check.verdict === 'failed' ? 'failed' : 'is inconclusive';
  const properties = {
    file: place?.scenario ?? result.scenario.file,
    line: check.line,
    title: `${result.scenario.name}: ${checkTitle(check)} ${verdict}`,
  };
  return workflowCommand(check.verdict === 'failed' ? 'error' : 'warning', properties, message);
}

/**
 * Returns one line that GitHub's runner takes as a command. Values cannot end it or begin another.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts for what has to be escaped
 */
function workflowCommand(
  command: 'error' | 'warning',
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
  const list = given.map(([name, value]) => `${name}=${escapeProperty(visible(String(value)))}`).join(',');
  return `::${command}${list === '' ? '' : ` ${list}`}::${escapeData(visibleLines(message))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
