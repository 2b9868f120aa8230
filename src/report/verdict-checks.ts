import type { Analysis } from '../analysis/analysis.ts';
import type { Verdict } from '../checks/verdict.ts';
import { checkTitle } from './check-text.ts';
import { inVerdict, type Colours } from './colours.ts';
import { evidenceLines } from './evidence.ts';
import { count } from './format.ts';
import { progressLine } from './progress-lines.ts';
import type { RunResult } from './run-result.ts';
import { textTable } from './text-table.ts';
import { textWidth, truncate, wrap } from './text-width.ts';
import { visible } from './visible.ts';

type Check = RunResult['checks'][number];

export const verdictMarks: Readonly<Record<Verdict, string>> = { passed: '✓', failed: '✗', inconclusive: '?' };
const maxTitle = 60;
const maxExpected = 60;
/** Of a check that passed; result.json has all of it. */
const minObserved = 60;
const indent = '      ';

/** Returns the checks in the order of the file: one line for what passed, expected against observed and the reason for what did not. */
export function checkLines(
  result: RunResult,
  analysis: Analysis,
  style: { readonly colours: Colours; readonly columns: number },
): string[] {
  const passed = passedLines(
    result.checks.filter(({ verdict }) => verdict === 'passed'),
    style,
  );
  let next = 0;
  return result.checks.flatMap((check) => {
    if (check.verdict !== 'passed') return explained(check, analysis, style);
    next += 1;
    return [`  ${passed[next - 1] ?? ''}`];
  });
}

function title(check: Check): string {
  return truncate(visible(checkTitle(check)), maxTitle);
}

function passedLines(checks: readonly Check[], { colours, columns }: { readonly colours: Colours; readonly columns: number }): string[] {
  const begin = textTable(
    checks.map((check) => [`${colours.green(verdictMarks.passed)} ${title(check)}`, truncate(visible(check.expected), maxExpected), '|']),
  );
  return checks.map((check, index) => {
    const line = (begin[index] ?? '').slice(0, -1);
    const room = Math.max(minObserved, columns - indent.length - textWidth(line));
    return `${line}${colours.dim(truncate(`observed ${visible(check.observed)}`, room))}`;
  });
}

function explained(
  check: Check,
  analysis: Analysis,
  { colours, columns }: { readonly colours: Colours; readonly columns: number },
): string[] {
  const textColumns = Math.max(30, columns - indent.length);
  const labelled = (label: string, text: string) =>
    wrap(visible(text), textColumns - 10).map((line, index) => `${indent}${colours.dim((index === 0 ? label : '').padEnd(10))}${line}`);
  const { lines, more } = evidenceLines(analysis, check.evidence);
  const where = check.line === undefined ? '' : colours.dim(`  line ${check.line}`);
  const verdict = check.verdict === 'inconclusive' ? ' – inconclusive' : '';
  return [
    `  ${inVerdict(colours, check.verdict, `${verdictMarks[check.verdict]} ${title(check)}${verdict}`)}${where}`,
    ...labelled('expected', check.expected),
    ...labelled('observed', check.observed),
    ...wrap(visible(check.message), textColumns).map((line) => `${indent}${line}`),
    ...lines.map((line) => `    ${progressLine(line, colours)}`),
    ...(more === 0 ? [] : [colours.dim(`${indent}          … and ${count(more, 'more event')} in the history`)]),
  ];
}
