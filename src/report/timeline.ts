import type { Analysis, Window } from '../analysis/analysis.ts';
import type { Colours } from './colours.ts';
import { containerLane, containerSymbols } from './container-lane.ts';
import { faultLanes, undoSymbol, type FaultLanes } from './fault-lanes.ts';
import { faultKeys, outageKeys } from './timeline-keys.ts';
import { count, formatDuration } from './format.ts';
import { loadSymbols } from './load-lane.ts';
import { loadLabels, loadRows, type Row } from './load-rows.ts';
import { outageLane, outageSymbol } from './outage-lane.ts';
import { padEnd, truncate } from './text-width.ts';
import { phaseRuler, timeAxis } from './time-axis.ts';
import { serviceLabels, serviceRows } from './service-rows.ts';
import { TimeSlots } from './time-slots.ts';
import { visible } from './visible.ts';

const widest = 100;
const maxLabel = 22;
const maxContainers = 12;

/** Returns the run as a drawing in text: a row of faults, one per load stream, one per container. Nothing when nothing was measured. */
export function renderTimeline(analysis: Analysis, options: { readonly colours: Colours; readonly columns: number }): string[] {
  const window = spanOf(analysis);
  if (!(window.untilMs > window.fromMs)) return [];
  const names = [
    ...loadLabels(analysis),
    ...containersOf(analysis).shown.map(({ name }) => name),
    ...serviceLabels(analysis),
    ...laneLabels(analysis),
  ];
  const labelColumns = Math.min(maxLabel, Math.max(...names.map((name) => visible(name).length)));
  const slots = new TimeSlots(window, Math.max(16, Math.min(widest, options.columns) - labelColumns - 4));
  const faults = faultLanes(analysis, slots);
  const outages = outageLane(analysis, slots);
  const { requests: loads, answers, legend: answered } = loadRows(analysis, slots);
  const containers = containersOf(analysis);
  const lives = containers.shown.map(({ name, container }) => ({
    label: name,
    cells: containerLane(name, container, analysis.events, slots),
  }));
  const services = serviceRows(analysis, slots);
  if (loads.length + lives.length + services.rows.length + faults.lanes.length === 0) return [];
  const { colours } = options;
  const line = (label: string, text: string) => `  ${padEnd(truncate(visible(label), labelColumns), labelColumns)}  ${text}`.trimEnd();
  const row = ({ label, cells }: Row) => line(label, paint(cells, colours));
  const ruler = phaseRuler(analysis.windows, slots);
  return [
    `${colours.bold('Timeline')}  ${colours.dim(`one column is ${formatDuration(slots.slotMs)}`)}`,
    ...(ruler === undefined ? [] : [line('', colours.dim(ruler))]),
    ...faults.lanes.map((cells, index) => row({ label: index === 0 ? 'faults' : '', cells })),
    ...(outages === undefined ? [] : [row({ label: 'outages', cells: outages.cells })]),
    ...[...loads, ...answers, ...services.rows, ...lives].map(row),
    line('', colours.dim(timeAxis(slots))),
    ...(containers.more === 0 ? [] : [colours.dim(`  … and ${count(containers.more, 'more container')}`)]),
    ...[...legend(loads, [...services.slots, ...lives], faults), ...answered, ...services.legend].map((text) =>
      colours.dim(`  ${visible(text)}`),
    ),
    ...faultKeys(faults, options),
    ...outageKeys(outages, options),
  ];
}

function spanOf({ windows, durationMs }: Analysis): Window {
  return windows.run ?? { fromMs: 0, untilMs: durationMs };
}

function laneLabels({ load }: Analysis): string[] {
  const failed = Object.values(load).some(({ streams }) => streams.some(({ outages }) => outages.length > 0));
  return failed ? ['faults', 'outages'] : ['faults'];
}

type NamedContainer = { readonly name: string; readonly container: Analysis['subjects'][string]['containers'][string] };

/** The containers with a story come first when there is no room for all. */
function containersOf({ subjects }: Analysis): { readonly shown: readonly NamedContainer[]; readonly more: number } {
  const all = Object.values(subjects).flatMap(({ containers, service }) =>
    service === undefined ? Object.entries(containers).map(([name, container]) => ({ name, container })) : [],
  );
  if (all.length <= maxContainers) return { shown: all, more: 0 };
  const story = ({ container }: NamedContainer) => container.exits.length + container.health.length + container.incarnations.length;
  return { shown: all.toSorted((left, right) => story(right) - story(left)).slice(0, maxContainers), more: all.length - maxContainers };
}

function paint(cells: readonly string[], colours: Colours): string {
  return cells.map((cell) => colourOf(cell, colours)(cell)).join('');
}

function colourOf(cell: string, colours: Colours): (text: string) => string {
  switch (cell) {
    case loadSymbols.all:
    case containerSymbols.running:
      return colours.green;
    case loadSymbols.none:
    case containerSymbols.dead:
      return colours.red;
    case ' ':
      return String;
    case containerSymbols.starting:
      return colours.dim;
    case outageSymbol:
      return colours.red;
    default:
      return colours.yellow;
  }
}

function legend(loads: readonly Row[], lives: readonly Row[], faults: FaultLanes): string[] {
  const used = (rows: readonly Row[]) => new Set(rows.flatMap(({ cells }) => cells));
  const pick = (symbols: ReadonlySet<string>, words: readonly (readonly [string, string])[]) =>
    words.filter(([symbol]) => Array.from(symbol).some((character) => symbols.has(character))).map((pair) => pair.join(' '));
  const { all, none, spoiled } = loadSymbols;
  const { running, starting, unhealthy, paused, dead, exited } = containerSymbols;
  const requests = pick(used(loads), [
    [all, 'all answered'],
    ['▁▂▃▄▅▆', 'some answered'],
    [none, 'none answered'],
    [spoiled, 'not evidence'],
  ]);
  const containers = pick(used(lives), [
    [running, 'running'],
    [starting, 'health check starting'],
    [unhealthy, 'unhealthy'],
    [paused, 'paused'],
    [dead, 'not running'],
    [exited, 'exited'],
  ]);
  const undo = faults.lanes.some((lane) => lane.includes(undoSymbol)) ? [`faults: ${undoSymbol} undone`] : [];
  return [
    ...(requests.length === 0 ? [] : [`requests: ${requests.join(', ')}`]),
    ...(containers.length === 0 ? [] : [`containers: ${containers.join(', ')}`]),
    ...undo,
  ];
}
