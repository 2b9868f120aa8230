import type { Analysis } from '../analysis/analysis.ts';
import type { Verdict } from '../checks/verdict.ts';
import { checkTitle } from './check-text.ts';
import { inVerdict, type Colours } from './colours.ts';
import { evidenceLines } from './evidence.ts';
import { count } from './format.ts';
import { progressLine } from './progress-lines.ts';
import type { RunResult } from './run-result.ts';
import { textTable } from './text-table.ts';
import { truncate, wrap } from './text-width.ts';
import { visible } from './visible.ts';

type Check = RunResult['checks'][number];

export const verdictMarks: Readonly<Record<Verdict, string>> = { passed: '✓', failed: '✗', inconclusive: '?' };
const maxTitle = 60;
const indent = '      ';

/** Returns the checks in the order of the file: one line for what passed, expected against observed and the reason for what did not. */
export function checkLines(
  result: RunResult,
  analysis: Analysis,
  style: { readonly colours: Colours; readonly columns: number },
): string[] {
  const passed = textTable(result.checks.filter(({ verdict }) => verdict === 'passed').map((check) => passedCells(check, style.colours)));
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

function passedCells(check: Check, colours: Colours): string[] {
  return [
    `${colours.green(verdictMarks.passed)} ${title(check)}`,
    visible(check.expected),
    colours.dim(`observed ${visible(check.observed)}`),
  ];
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
