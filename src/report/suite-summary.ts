import { worstVerdict } from '../checks/verdict.ts';
import { asciiDrawing } from './ascii.ts';
import { byVerdict, verdictOrder } from './by-verdict.ts';
import { checksSummary } from './check-text.ts';
import { createColours, inVerdict, type Colours } from './colours.ts';
import { count, formatDuration } from './format.ts';
import { renderRepeats } from './repeats-text.ts';
import { repeatsOf } from './repeats.ts';
import { isRun, type SuiteEntry } from './suite-result.ts';
import { textTable } from './text-table.ts';
import { truncate } from './text-width.ts';
import { verdictMarks } from './verdict-checks.ts';
import type { VerdictStyle } from './verdict-block.ts';
import { visible } from './visible.ts';

/** Returns a table of many runs, failed ones first, and the count of each verdict; ends with a line break. */
export function renderSuiteSummary(runs: readonly SuiteEntry[], style: Pick<VerdictStyle, 'colour' | 'columns' | 'ascii'>): string {
  const colours = createColours(style.colour);
  const sorted = runs.toSorted(byVerdict);
  const table = textTable(sorted.map((run) => cells(run, colours, style.columns)));
  const repeats = repeatsOf(runs.filter(isRun)).flatMap((together) => ['', ...renderRepeats(together, style)]);
  const lines = ['', ...table, ...repeats, '', totals(runs, colours), ''];
  const text = lines.join('\n');
  return style.ascii === true ? asciiDrawing(text) : text;
}

function cells(run: SuiteEntry, colours: Colours, columns: number): string[] {
  const nameColumns = Math.max(20, Math.floor(columns * 0.5));
  const mark = inVerdict(colours, run.verdict, `${verdictMarks[run.verdict]} ${run.verdict}`);
  if ('error' in run) {
    const name = run.scenario.name ?? run.scenario.file;
    return [mark, truncate(visible(name), nameColumns), '', visible(`did not run: ${run.error.message} [${run.error.code}]`)];
  }
  const { repeat, repetition, durationMs } = run.run;
  const name = `${run.scenario.name}${repeat > 1 ? ` (${repetition} of ${repeat})` : ''}`;
  const summary = run.verdict === 'passed' ? colours.dim(checksSummary(run.checks)) : whyNot(run);
  return [mark, truncate(visible(name), nameColumns), colours.dim(formatDuration(durationMs ?? Number.NaN)), summary];
}

function whyNot(run: Exclude<SuiteEntry, { error: unknown }>): string {
  const first = run.checks.find((check) => check.verdict === run.verdict);
  return first === undefined ? checksSummary(run.checks) : `${checksSummary(run.checks)}: ${visible(first.message)}`;
}

function totals(runs: readonly SuiteEntry[], colours: Colours): string {
  const counted = verdictOrder.flatMap((verdict) => {
    const n = runs.filter((run) => run.verdict === verdict).length;
    return n === 0 ? [] : [inVerdict(colours, verdict, `${n} ${verdict}`)];
  });
  const verdict = worstVerdict(runs.map((run) => run.verdict));
  const word = runs.length === 0 ? 'nothing ran' : inVerdict(colours, verdict, colours.bold(verdict.toUpperCase()));
  return `${word}  ${count(runs.length, 'run')}${counted.length === 0 ? '' : `: ${counted.join(', ')}`}`;
}
