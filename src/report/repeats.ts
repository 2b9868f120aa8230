import type { z } from 'zod';
import { groupBy } from '../analysis/group-by.ts';
import { medianInterval } from '../analysis/median-interval.ts';
import type { repeatsSchema } from './repeats-schema.ts';
import { commonWindow, runFigures, type LoadRunFigures } from './run-figures.ts';
import type { RunResult } from './run-result.ts';

export type RepeatsResult = z.output<typeof repeatsSchema>;
export type IntervalResult = RepeatsResult['recoveryMs'];

/** Returns what the runs of each scenario say together, of those scenarios that ran more than once. */
export function repeatsOf(runs: readonly RunResult[]): RepeatsResult[] {
  const ofScenarios = runs.filter(({ scenario }) => scenario.sha256 !== '');
  const groups = groupBy(ofScenarios, ({ scenario }) => `${scenario.sha256} ${scenario.name}`);
  return [...groups.values()].flatMap((own) => (own.length > 1 ? [together(own)] : []));
}

function together(runs: readonly RunResult[]): RepeatsResult {
  const { name = '', file = '', sha256 = '' } = runs[0]?.scenario ?? {};
  const verdicts: RepeatsResult['verdicts'] = {};
  for (const { verdict } of runs) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  const figures = runs.map(runFigures);
  const loads = [...new Set(runs.flatMap(({ load }) => Object.keys(load)))];
  return {
    scenario: { name, file, sha256 },
    runs: runs.length,
    verdicts,
    recoveryMs: intervalOf(figures.flatMap(({ recoveryMs }) => (recoveryMs === undefined || recoveryMs === Infinity ? [] : recoveryMs))),
    load: Object.fromEntries(loads.map((load) => [load, loadOf(figures.flatMap((run) => run.load[load] ?? []))])),
  };
}

/** Availability is that of the primary stream during the chaos, as a check would ask for it; a load without that window is taken as a whole. */
function loadOf(loads: readonly LoadRunFigures[]): RepeatsResult['load'][string] {
  const during = commonWindow(loads);
  return {
    during,
    availability: intervalOf(loads.flatMap((load) => load[during]?.availability ?? [])),
    longestOutageMs: intervalOf(loads.map(({ longestOutageMs }) => longestOutageMs)),
    outages: intervalOf(loads.map(({ outages }) => outages)),
  };
}

function intervalOf(values: readonly number[]): IntervalResult {
  if (values.length === 0) return null;
  const { median, low, high, confidence, enough } = medianInterval(values);
  return { values: [...values], median, low, high, confidence, enough };
}
