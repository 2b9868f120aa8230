import type { Colours } from './colours.ts';
import { exitText } from './exit-text.ts';
import { msCell, shareCell, streamHeading, versionCell } from './figure-cells.ts';
import { count, formatDuration, formatTime } from './format.ts';
import { windowNames } from './load-result.ts';
import { outageCause, outageCost, outageLength, outageSpan } from './outage-text.ts';
import { rateText } from './rate-text.ts';
import type { LoadResult, RunResult } from './run-result.ts';
import { spoiledText } from './spoiled-text.ts';
import { sentenceLines } from './sentence-lines.ts';
import { streamDifference } from './stream-difference.ts';
import { textTable } from './text-table.ts';
import { visible } from './visible.ts';

const maxLines = 10;

/** Returns availability by window, with n and the deadline, of every stream of every load. */
export function availabilityLines({ load }: RunResult, colours: Colours): string[] {
  return Object.entries(load).flatMap(([name, of]) => [
    `${colours.bold(`Availability of ${visible(name)}`)}  ${colours.dim(`answered as expected within ${formatDuration(of.deadlineMs)} of the due time; ${rateText(of)}${routeText(of.route)}`)}`,
    ...figureTable(of, colours).map((line) => `  ${line}`),
    ...differenceLines(of),
  ]);
}

function differenceLines(load: LoadResult): string[] {
  const difference = streamDifference(load);
  return difference?.differs === true ? sentenceLines(difference.sentences) : [];
}

function routeText(route: LoadResult['route']): string {
  return route === null ? '' : `; route ${route}`;
}

function figureTable({ streams }: LoadResult, colours: Colours): string[] {
  const entries = Object.entries(streams);
  if (entries.length === 0) return ['no request was due'];
  const windows = windowNames.filter((window) => entries.some(([, stream]) => stream.windows[window] !== undefined));
  const head = ['', ...entries.map(([stream]) => streamHeading(stream, colours))];
  const rows = windows.map((window) => [window, ...entries.map(([, stream]) => shareCell(stream.windows[window], colours))]);
  const whole = windows.length === 0 ? [['run', ...entries.map(([, stream]) => shareCell(stream, colours))]] : [];
  const latency = ['p50 / p99', ...entries.map(([, { latencyMs }]) => `${msCell(latencyMs.p50)} / ${msCell(latencyMs.p99)}`)];
  const versions = entries.some(([, stream]) => Object.keys(stream.versions).length > 0)
    ? [['versions', ...entries.map(([, stream]) => versionCell(stream.versions))]]
    : [];
  const spoiled = entries.some(([, stream]) => stream.spoiled.length > 0)
    ? [['spoiled', ...entries.map(([, stream]) => colours.yellow(spoiledText(stream.spoiled)))]]
    : [];
  return textTable([head, ...rows, ...whole, latency, ...versions, ...spoiled]);
}

/** Returns the outages, the longest of each stream first when there are many, with what most likely caused them. */
export function outageLines({ load, engine }: RunResult, colours: Colours): string[] {
  const all = Object.entries(load).flatMap(([name, of]) =>
    Object.entries(of.streams).flatMap(([stream, { outages }]) =>
      outages.map((outage) => ({ name: `${visible(name)} (${stream})`, outage })),
    ),
  );
  if (all.length === 0) return [];
  const shown = all.toSorted((left, right) => right.outage.durationMs - left.outage.durationMs).slice(0, maxLines);
  const byTime = shown.toSorted((left, right) => left.outage.fromMs - right.outage.fromMs);
  const rows = textTable(
    byTime.map(({ name, outage }) => [name, outageSpan(outage), colours.red(outageLength(outage)), outageCost(outage)]),
  );
  const lines = byTime.flatMap(({ outage }, index) => [
    rows[index] ?? '',
    // Nobody but a run knows of causes.
    ...(engine === null ? [] : [colours.dim(`  most likely cause: ${visible(outageCause(outage))}`)]),
  ]);
  return section(colours, 'Outages', lines, all.length - shown.length, 'outage');
}

/** Returns how containers exited, and what started them again. */
export function exitLines({ subjects }: RunResult, colours: Colours): string[] {
  const all = Object.values(subjects)
    .flatMap(({ exits, containers }) => exits.map((exit) => ({ exit, restart: restartAfter(containers[exit.container], exit.atMs) })))
    .toSorted((left, right) => (left.exit.atMs ?? 0) - (right.exit.atMs ?? 0));
  const rows = all
    .slice(0, maxLines)
    .map(({ exit, restart }) => [
      visible(exit.container),
      formatTime(exit.atMs ?? Number.NaN),
      exitText(exit.code, exit.oomKilled),
      colours.dim(restart === undefined ? '' : restartText(restart)),
    ]);
  return section(colours, 'Exits', textTable(rows), all.length - rows.length, 'exit');
}

type Container = RunResult['subjects'][string]['containers'][string];
type Restart = Container['restarts'][number];

/** The restart that began after this exit and before the next life ended. */
function restartAfter(container: Container | undefined, exitMs: number | null): Restart | undefined {
  if (container === undefined || exitMs === null) return undefined;
  const nextLife = container.incarnations.find((life) => life.startedMs !== null && life.startedMs >= exitMs);
  const untilMs = nextLife?.endedMs ?? Number.POSITIVE_INFINITY;
  return container.restarts.find(({ atMs }) => atMs !== null && atMs >= exitMs && atMs <= untilMs);
}

function restartText({ by, backoffMs }: Restart): string {
  const who = by === 'autoheal' ? 'autoheal' : 'its restart policy';
  return `started again by ${who}${backoffMs === null ? '' : ` after ${formatDuration(backoffMs)}`}`;
}

/** Returns how long the steady state took to hold again after each fault. */
export function recoveryLines({ recovery, load, steadyStates }: RunResult, colours: Colours): string[] {
  // Without a measure and a steady state there is nothing that could have been lost and come back.
  if (Object.keys(load).length === 0 && steadyStates.length === 0) return [];
  const measured = recovery.filter((one) => one.measured);
  const rows = measured
    .slice(0, maxLines)
    .map(({ fault, faultMs, durationMs }) => [
      formatTime(faultMs ?? Number.NaN),
      visible(fault),
      durationMs === null ? colours.red('the steady state did not come back') : `steady again after ${formatDuration(durationMs)}`,
    ]);
  return section(colours, 'Recovery', textTable(rows), measured.length - rows.length, 'fault');
}

/** Returns errors and warnings of the run. */
export function noticeLines({ errors, warnings, gaps }: RunResult, colours: Colours): string[] {
  const lines = [
    ...errors.map(({ code, message, hint }) =>
      colours.red(visible(`error: ${message} [${code}]${hint === undefined ? '' : ` – ${hint}`}`)),
    ),
    ...warnings
      .slice(0, maxLines)
      .map(({ code, message, fact }) => colours.yellow(visible(`warning: ${message}${fact === undefined ? '' : ` (${fact})`} [${code}]`))),
    ...gaps.map((gap) => colours.yellow(`the engine's events from ${formatTime(gap.fromMs)} to ${formatTime(gap.untilMs)} are lost`)),
  ];
  return section(colours, 'Errors and warnings', lines, Math.max(0, warnings.length - maxLines), 'warning');
}

function section(colours: Colours, name: string, lines: readonly string[], more: number, noun: string): string[] {
  if (lines.length === 0) return [];
  const rest = more > 0 ? [colours.dim(`  … and ${count(more, `more ${noun}`)} in result.json`)] : [];
  return [colours.bold(name), ...lines.map((line) => `  ${line}`), ...rest];
}
