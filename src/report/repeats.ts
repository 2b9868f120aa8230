import type { z } from 'zod';
import { groupBy } from '../analysis/group-by.ts';
import { medianInterval } from '../analysis/median-interval.ts';
import type { repeatsSchema } from './repeats-schema.ts';
import type { LoadResult, RunResult } from './run-result.ts';

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
  const loads = [...new Set(runs.flatMap(({ load }) => Object.keys(load)))];
  return {
    scenario: { name, file, sha256 },
    runs: runs.length,
    verdicts,
    recoveryMs: intervalOf(runs.flatMap(recoveryOf)),
    load: Object.fromEntries(loads.map((load) => [load, loadOf(runs.flatMap((run) => run.load[load] ?? []))])),
  };
}

function recoveryOf({ recovery }: RunResult): number[] {
  const lengths = recovery.map(({ faultMs, recoveredMs }) => (recoveredMs ?? Number.NaN) - (faultMs ?? Number.NaN));
  return lengths.length === 0 || lengths.some(Number.isNaN) ? [] : [Math.max(...lengths)];
}

/** Availability is that of the primary stream during the chaos, as a check would ask for it; a load without that window is taken as a whole. */
function loadOf(loads: readonly LoadResult[]): RepeatsResult['load'][string] {
  const measured = loads.filter(({ availability }) => availability !== null);
  const chaos = measured.map(({ stream, streams }) => (stream === null ? undefined : streams[stream]?.windows.chaos?.availability));
  const known = chaos.filter((share) => share !== undefined && share !== null);
  const during = known.length === measured.length ? 'chaos' : 'run';
  return {
    during,
    availability: intervalOf(during === 'chaos' ? known : measured.flatMap(({ availability }) => availability ?? [])),
    longestOutageMs: intervalOf(measured.map(({ outages }) => Math.max(0, ...outages.map(({ durationMs }) => durationMs)))),
    outages: intervalOf(measured.map(({ outages }) => outages.length)),
  };
}

function intervalOf(values: readonly number[]): IntervalResult {
  if (values.length === 0) return null;
  const { median, low, high, confidence, enough } = medianInterval(values);
  return { values: [...values], median, low, high, confidence, enough };
}
