import type { RolloutAnalysis, ServiceAnalysis, SubjectAnalysis, TaskAnalysis } from '../analysis/analysis.ts';
import { groupBy } from '../analysis/group-by.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import { containerLane, containerSymbols } from './container-lane.ts';
import { neverRan, taskContainer } from './task-container.ts';
import type { TimeSlots } from './time-slots.ts';
import { severalVersions, versionKeys, versionSymbol, type VersionLane } from './version-keys.ts';

export const rolloutSymbols = { update: '»', rollback: '«', paused: '!' } as const;
const none = ' ';

/** Returns one lane per slot of a service: its tasks one after the other. */
export function slotLanes(
  service: ServiceAnalysis,
  containers: SubjectAnalysis['containers'],
  events: readonly HistoryEvent[],
  slots: TimeSlots,
): { readonly label: string; readonly cells: readonly string[] }[] {
  const bySlot = [...groupBy(service.tasks, ({ task }) => task)];
  return bySlot
    .toSorted(([left], [right]) => left.localeCompare(right, 'en', { numeric: true }))
    .map(([label, tasks]) => ({ label, cells: tasks.map((task) => taskLane(task, containers, events, slots)).reduce(overlaid) }));
}

function taskLane(
  task: TaskAnalysis,
  containers: SubjectAnalysis['containers'],
  events: readonly HistoryEvent[],
  slots: TimeSlots,
): string[] {
  const { name, container } = taskContainer(task, containers);
  const lane = containerLane(name, container, events, slots);
  const failed = neverRan(task) ? slots.slotOf(task.endedMs ?? Number.NaN) : undefined;
  if (failed !== undefined) lane[failed] = containerSymbols.exited;
  return lane;
}

/** The later task hides the earlier one, but for its end; while it does not run yet, the earlier one is what the slot has. */
function overlaid(earlier: readonly string[], later: readonly string[]): string[] {
  return earlier.map((cell, index) => {
    const over = later[index] ?? none;
    const keeps = over === none || (cell === containerSymbols.exited && over === containerSymbols.running);
    return keeps ? cell : over;
  });
}

/** Returns a lane that shows when updates and rollbacks went on; undefined when there was none. */
export function rolloutLane(rollouts: readonly RolloutAnalysis[], slots: TimeSlots): string[] | undefined {
  if (rollouts.length === 0) return undefined;
  const lane = Array.from({ length: slots.count }, (): string => none);
  for (const { kind, state, startedMs, endedMs } of rollouts) {
    const span = slots.slotsOf({ fromMs: startedMs, untilMs: endedMs ?? slots.untilMs });
    for (const slot of span) lane[slot] = rolloutSymbols[kind];
    const last = span.at(-1);
    if (last !== undefined && state.endsWith('paused')) lane[last] = rolloutSymbols.paused;
  }
  return lane;
}

/** Returns a lane that shows which version the running tasks had; undefined when there was only one. */
export function versionLane({ running, tasks }: ServiceAnalysis, slots: TimeSlots): VersionLane | undefined {
  const names = [...new Set(tasks.map(({ version }) => version))];
  if (names.length < 2) return undefined;
  const keys = versionKeys(names);
  const lane = Array.from({ length: slots.count }, (): string => none);
  for (const [index, { atMs, byVersion }] of running.entries()) {
    const symbol = versionSymbol(byVersion, keys);
    const span = slots.slotsOf({ fromMs: atMs, untilMs: running[index + 1]?.atMs ?? slots.untilMs });
    // A column shows that there were several even where that was short.
    for (const slot of span) if (lane[slot] !== severalVersions || symbol === severalVersions) lane[slot] = symbol;
  }
  return { cells: lane, keys };
}
