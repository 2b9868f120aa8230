import type { Bar } from './bar.ts';
import { faultClasses } from './fault-class.ts';
import { spread, type Spread } from './spread.ts';
import type { ToolSummary } from './summarise.ts';
import { tools } from './tools/tools.ts';

/** What a page must say about how its figures came about. */
export interface Conditions {
  readonly date: string;
  readonly machine: string;
  readonly repetitions: number;
  readonly seconds: number;
  readonly timeoutMs: number;
  readonly toolRate: number;
  /** Tools that were not installed. */
  readonly missing: readonly string[];
}

const CANNOT_TELL = 'cannot tell';

/** Returns the figures as Markdown: the bars, all classes together, and a table per class. */
export function truthTables(summaries: readonly ToolSummary[], bars: readonly Bar[], conditions: Conditions): string {
  return [conditionsText(conditions), barsTable(bars), overallTable(summaries), ...classTables(summaries), notes()].join('\n\n');
}

function conditionsText({ date, machine, repetitions, seconds, timeoutMs, toolRate, missing }: Conditions): string {
  const without = missing.length === 0 ? '' : ` Not installed, so not compared: ${missing.join(', ')}.`;
  return (
    `${date}, ${machine}. ${repetitions} repetitions of ${seconds} s each${longerRuns(seconds)}, deadline ${timeoutMs} ms, other tools at ${toolRate}/s where they ` +
    `have a rate. Figures are medians [lowest…highest] of reported minus true.${without}`
  );
}

function longerRuns(seconds: number): string {
  const longer = faultClasses.filter(({ timesLonger }) => timesLonger > 1);
  return longer.length === 0 ? '' : ` (${longer.map(({ name, timesLonger }) => `${name} ${timesLonger * seconds} s`).join(', ')})`;
}

/** Returns the bars with what was measured. */
export function barsTable(bars: readonly Bar[]): string {
  const rows = bars.map(({ name, required, measured, result }) => [name, required, measured, result]);
  return `### What faultline must hold\n\n${table(['bar', 'required', 'measured', 'result'], rows)}`;
}

function overallTable(summaries: readonly ToolSummary[]): string {
  const names = [...new Set(summaries.map(({ tool }) => tool))];
  const rows = names.map((name) => {
    const own = summaries.filter(({ tool }) => tool === name);
    const gaveUp = own.reduce((sum, one) => sum + one.gaveUp, 0);
    return [
      name,
      worst(own, ({ availabilityErrorPoints }) => availabilityErrorPoints, 2),
      worst(own, ({ longestOutageErrorMs }) => longestOutageErrorMs, 0),
      worst(own, ({ p99ErrorMs }) => p99ErrorMs, 0),
      worst(own, ({ failuresMissed }) => scaled(failuresMissed, 100), 0),
      `${((spread(own.map(({ cpuShare }) => cpuShare?.median ?? Number.NaN))?.median ?? Number.NaN) * 100).toFixed(0)} %`,
      gaveUp === 0 ? '' : String(gaveUp),
    ];
  });
  const head = [
    'tool',
    'availability error, points',
    'longest outage error, ms',
    'p99 error, ms',
    'failures missed, %',
    'CPU',
    'runs given up',
  ];
  return `### All classes\n\nThe middle class / the worst class, by the size of the median error.\n\n${table(head, rows)}`;
}

function worst(summaries: readonly ToolSummary[], of: (summary: ToolSummary) => Spread | undefined, digits: number): string {
  const sizes = spread(summaries.flatMap((summary) => of(summary)?.median ?? []).map(Math.abs));
  return sizes === undefined ? CANNOT_TELL : `${sizes.median.toFixed(digits)} / ${sizes.highest.toFixed(digits)}`;
}

function classTables(summaries: readonly ToolSummary[]): string[] {
  return faultClasses.flatMap(({ name, title }) => {
    const own = summaries.filter(({ fault }) => fault === name);
    const [first] = own;
    if (first === undefined) return [];
    const { availability, longestOutageMs, p99Ms } = first.truth;
    const truth = `True availability ${(availability * 100).toFixed(2)} %, longest outage ${longestOutageMs.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms.`;
    const head = ['tool', 'availability error, points', 'longest outage error, ms', 'p99 error, ms', 'failures missed', 'CPU'];
    return [`### ${name}: ${title}\n\n${truth}\n\n${table(head, own.map(classRow))}`];
  });
}

function classRow(summary: ToolSummary): string[] {
  const { tool, runs, gaveUp, availabilityErrorPoints, longestOutageErrorMs, p99ErrorMs, cpuShare } = summary;
  if (gaveUp === runs) return [tool, 'gave up', '', '', '', percent(cpuShare)];
  const all = [availabilityErrorPoints, longestOutageErrorMs, p99ErrorMs].map((one, column) => signed(one, column === 0 ? 2 : 0));
  return [gaveUp === 0 ? tool : `${tool} (gave up ${gaveUp} of ${runs})`, ...all, failures(summary), percent(cpuShare)];
}

function failures({ failuresMissed, failures: reported }: ToolSummary): string {
  if (failuresMissed !== undefined) return percent(failuresMissed);
  return (reported?.highest ?? 0) === 0 ? 'none to miss' : `none to miss, up to ${reported?.highest ?? 0} invented`;
}

function signed(value: Spread | undefined, digits: number): string {
  if (value === undefined) return CANNOT_TELL;
  const text = (one: number): string => `${one > 0 ? '+' : ''}${one.toFixed(digits)}`.replace(/^-(0(?:\.0+)?)$/, '$1').replace('-', '−');
  return `${text(value.median)} [${text(value.lowest)}…${text(value.highest)}]`;
}

function percent(value: Spread | undefined): string {
  return value === undefined ? '' : `${(value.median * 100).toFixed(0)} %`;
}

function scaled(value: Spread | undefined, by: number): Spread | undefined {
  return value && { ...value, median: value.median * by, lowest: value.lowest * by, highest: value.highest * by };
}

function notes(): string {
  const lines = tools.map(({ name, notes: text }) => `- **${name}**: ${text}.`);
  return `### How the tools were asked\n\n${lines.join('\n')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
