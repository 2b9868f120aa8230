import { groupBy } from '../analysis/group-by.ts';
import type { RunResult } from './run-result.ts';
import { isRun } from './suite-result.ts';
import { runTraits, traitChanges, type TraitChange } from './run-traits.ts';
import { suiteRows, type PlacedEntry, type SuiteRow } from './suite-rows.ts';

/** One run of a scenario among the others, by time. */
export interface TrendPoint {
  readonly row: SuiteRow;
  readonly startedAt: string;
  /** What was not as in the run before: engine, image, scenario … */
  readonly changes: readonly TraitChange[];
}

export interface Trend {
  readonly name: string;
  readonly points: readonly TrendPoint[];
}

/** Returns each scenario's runs by time, with what changed from one to the next; scenarios by name. `page` links to their reports. */
export function trendsOf(entries: readonly PlacedEntry[], page: string): Trend[] {
  const runs = entries.flatMap(({ entry, directory }) => (isRun(entry) ? [{ entry, directory }] : []));
  return [...groupBy(runs, ({ entry }) => entry.scenario.name)]
    .map(([name, own]) => {
      const byTime = own.toSorted((left, right) => left.entry.run.startedAt.localeCompare(right.entry.run.startedAt));
      return { name, points: byTime.flatMap((run, index) => pointOf(run, byTime[index - 1], page)) };
    })
    .toSorted((left, right) => left.name.localeCompare(right.name));
}

function pointOf({ entry, directory }: PlacedRun, before: PlacedRun | undefined, page: string): TrendPoint[] {
  const [row] = suiteRows([{ entry, ...(directory === undefined ? {} : { directory }) }], page);
  if (row === undefined) return [];
  const changes = before === undefined ? [] : traitChanges([runTraits(before.entry)], [runTraits(entry)]);
  return [{ row, startedAt: entry.run.startedAt, changes }];
}

interface PlacedRun {
  readonly entry: RunResult;
  readonly directory: string | undefined;
}
