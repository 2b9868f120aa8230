import type { Analysis } from '../analysis/analysis.ts';
import { asciiDrawing } from './ascii.ts';
import { checksSummary } from './check-text.ts';
import { createColours, inVerdict, type Colours } from './colours.ts';
import { msCell, streamHeading, versionCell } from './figure-cells.ts';
import { count, formatDuration, formatErrors, formatShare } from './format.ts';
import { outageCost, outageLength, outageSpan } from './outage-text.ts';
import type { LoadResult, RunResult } from './run-result.ts';
import { sentenceLines } from './sentence-lines.ts';
import { spoiledText } from './spoiled-text.ts';
import { streamDifference } from './stream-difference.ts';
import { textTable } from './text-table.ts';
import { wrap } from './text-width.ts';
import { checkLines } from './verdict-checks.ts';
import { noticeLines } from './verdict-figures.ts';
import type { VerdictStyle } from './verdict-block.ts';
import { visible } from './visible.ts';

type Stream = NonNullable<LoadResult['streams']['new']>;
type Cell = (stream: Stream, colours: Colours) => string;

const mostOutages = 10;
const mostReasons = 2;

interface Surface {
  readonly colours: Colours;
  readonly columns: number;
}

/** Returns what a measurement without a scenario found: both streams side by side, what their difference means, outages, and the checks. */
export function renderMeasurement(result: RunResult, analysis: Analysis, style: VerdictStyle & { readonly rate: string }): string {
  const colours = createColours(style.colour);
  const blocks = [
    heading(result, style.rate, colours),
    ...Object.values(result.load).flatMap((load) => [
      figureTable(load, colours),
      sentenceLines(streamDifference(load)?.sentences ?? []),
      outageLines(load, result, colours),
      spoiledLines(load, { colours, columns: style.columns }),
    ]),
    noticeLines(result, colours),
    verdictLines(result, analysis, { colours, columns: style.columns }),
    style.directory === undefined ? [] : [`${colours.dim('files')}  ${visible(style.directory)}/`],
  ];
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return style.ascii === true ? asciiDrawing(text) : text;
}

function heading({ scenario, run, windows: { run: window }, load }: RunResult, rate: string, colours: Colours): string[] {
  const [of] = Object.values(load);
  const length = window === undefined ? 'not at all' : formatDuration(window.untilMs - window.fromMs);
  const early = run.ended === 'completed' ? '' : colours.yellow(` – ended early: ${run.ended}`);
  const deadline = of === undefined ? '' : `, deadline ${formatDuration(of.deadlineMs)}`;
  const each = of !== undefined && Object.keys(of.streams).length > 1 ? ' on each stream' : '';
  return [`${colours.bold(visible(scenario.name))}  ${colours.dim(`${rate}${each}, measured ${length}${deadline}`)}${early}`];
}

const rows: readonly (readonly [string, Cell])[] = [
  ['availability', availabilityCell],
  ['failed', ({ failed, errors }, { red }) => (failed === 0 ? 'none' : red(`${failed} (${formatErrors(errors)})`))],
  ['outages', outagesCell],
  ['latency p50', ({ latencyMs }) => msCell(latencyMs.p50)],
  ['p90', ({ latencyMs }) => msCell(latencyMs.p90)],
  ['p99', ({ latencyMs }) => msCell(latencyMs.p99)],
  ['p99.9', ({ latencyMs }) => msCell(latencyMs.p999)],
  ['max', ({ latencyMs }) => msCell(latencyMs.max)],
];

function figureTable(load: LoadResult, colours: Colours): string[] {
  const streams = Object.entries(load.streams);
  if (streams.every(([, { due }]) => due === 0)) return ['  no request was due'];
  const told = streams.some(([, { versions }]) => Object.keys(versions).length > 0);
  const versions: typeof rows = told ? [['versions', (stream) => versionCell(stream.versions)]] : [];
  const own: typeof rows = [['sent late by', scheduleCell]];
  const table = [...rows, ...versions, ...own].map(([label, cell]) => [label, ...streams.map(([, stream]) => cell(stream, colours))]);
  return textTable([['', ...streams.map(([stream]) => streamHeading(stream, colours))], ...table]).map((line) => `  ${line}`);
}

function availabilityCell({ availability, ok, failed }: Stream, { bold, dim, green, red }: Colours): string {
  const paint = failed === 0 && ok > 0 ? green : red;
  return `${bold(paint(formatShare(availability)))} ${dim(`n=${ok + failed}`)}`;
}

function outagesCell({ outages }: Stream): string {
  const longest = outages.toSorted((left, right) => right.durationMs - left.durationMs)[0];
  if (longest === undefined) return 'none';
  return outages.length === 1 ? `1, ${outageLength(longest)}` : `${outages.length}, longest ${outageLength(longest)}`;
}

/** How well faultline kept its own schedule: what is not evidence is said below the table. */
function scheduleCell({ schedule: { slipP99Ms, late, unsent }, spoiled }: Stream, { yellow, dim }: Colours): string {
  const trouble = [
    ...(late === 0 ? [] : [`${late} too late`]),
    ...(unsent === 0 ? [] : [`${unsent} never sent`]),
    ...(spoiled.length === 0 ? [] : ['see below']),
  ];
  return `${dim(`${msCell(slipP99Ms)} (p99)`)}${trouble.length === 0 ? '' : yellow(`, ${trouble.join(', ')}`)}`;
}

function outageLines({ streams }: LoadResult, { run }: RunResult, colours: Colours): string[] {
  const all = Object.entries(streams).flatMap(([stream, { outages }]) => outages.map((outage) => ({ stream, outage })));
  if (all.length === 0) return [];
  const shown = all.toSorted((left, right) => right.outage.durationMs - left.outage.durationMs).slice(0, mostOutages);
  const byTime = shown.toSorted((left, right) => left.outage.fromMs - right.outage.fromMs);
  const lines = textTable(
    byTime.map(({ stream, outage }) => [
      stream,
      colours.dim(timeOfDay(run.startedAt, outage.fromMs)),
      outageSpan(outage),
      colours.red(outageLength(outage)),
      outageCost(outage),
    ]),
  );
  const more = all.length - shown.length;
  const rest = more === 0 ? [] : [colours.dim(`  … and ${count(more, 'shorter one', 'shorter ones')}; --json has them all`)];
  return [colours.bold('Outages'), ...lines.map((line) => `  ${line}`), ...rest];
}

/** In UTC, as other programs' logs have it. */
function timeOfDay(startedAt: string, sinceMs: number): string {
  const at = new Date(Date.parse(startedAt) + sinceMs);
  return Number.isNaN(at.getTime()) ? '' : `${at.toISOString().slice(11, 23)}Z`;
}

/** Seconds are spoiled by much the same reasons: one stands for all that differ in numbers only. */
function spoiledLines({ streams }: LoadResult, { colours, columns }: Surface): string[] {
  const lines = Object.entries(streams).flatMap(([name, { spoiled }]) => {
    const reasons = new Map(spoiled.map(({ reason }) => [reason.replace(/\d+/g, ''), reason]));
    const told = [...reasons.values()].slice(0, mostReasons).flatMap((reason) => wrap(visible(reason), columns - 4));
    return spoiled.length === 0 ? [] : [`${name}: ${spoiledText(spoiled)}`, ...told.map((line) => `  ${line}`)];
  });
  return lines.length === 0 ? [] : [colours.yellow('Not evidence'), ...lines.map((line) => `  ${line}`)];
}

function verdictLines(result: RunResult, analysis: Analysis, style: Surface): string[] {
  const { verdict } = result;
  // There is one load and one window: nobody needs their names.
  const checks = result.checks.map(({ of: _of, during: _during, ...check }) => check);
  if (checks.length === 0) return [];
  const { colours } = style;
  return [
    `${inVerdict(colours, verdict, colours.bold(verdict.toUpperCase()))}  ${checksSummary(checks)}`,
    ...checkLines({ ...result, checks }, analysis, style),
  ];
}
