import type { Bar } from './bar.ts';
import type { Comparison } from './comparison.ts';
import { spread } from './spread.ts';
import { availabilityErrorPoints } from './summarise.ts';

const AVAILABILITY_POINTS = 0.2;
const EDGE_MS = 10;

/** Returns what must hold of faultline's own runs, class by class. */
export function truthBars(comparisons: readonly Comparison[]): Bar[] {
  const own = comparisons.filter(({ outages }) => outages !== undefined);
  const faults = [...new Set(own.map(({ fault }) => fault))];
  return faults.flatMap((fault) => {
    const runs = own.filter((run) => run.fault === fault);
    // A run in which the harness could not keep its own schedule says so itself: its figures are no evidence, for nor against.
    const kept = runs.filter(({ schedule }) => schedule?.unsent === 0 && schedule.spoiledBuckets === 0);
    return [availabilityBar(fault, runs, kept), edgesBar(fault, runs, kept)];
  });
}

function availabilityBar(fault: string, runs: readonly Comparison[], kept: readonly Comparison[]): Bar {
  const tools = [...new Set(runs.map(({ tool }) => tool))];
  const excesses = tools.map((tool) => {
    const ofTool = kept.filter((run) => run.tool === tool);
    const requests = Math.min(...ofTool.map(({ ratePerSecond, durationMs }) => (ratePerSecond * durationMs) / 1000));
    const error = spread(ofTool.map((run) => Math.abs(availabilityErrorPoints(run) ?? Number.NaN)));
    return { tool, error, allowed: Math.max(AVAILABILITY_POINTS, 100 / requests) };
  });
  const worst = excesses.toSorted((left, right) => (right.error?.median ?? 0) - (left.error?.median ?? 0))[0];
  const decided = excesses.every(({ error }) => error !== undefined);
  const met = excesses.every(({ error, allowed }) => error === undefined || error.median <= allowed);
  return {
    name: `${fault}: availability`,
    required: `median error ≤ ${AVAILABILITY_POINTS} points, or one request where that is more`,
    measured: `${worst?.error?.median.toFixed(3) ?? '–'} points (${worst?.tool ?? ''})${spoiled(runs, kept)}`,
    result: !met ? 'missed' : decided ? 'met' : 'undecided',
  };
}

function edgesBar(fault: string, runs: readonly Comparison[], kept: readonly Comparison[]): Bar {
  const edges = kept.flatMap(({ outages, ratePerSecond }) =>
    (outages?.edges ?? []).map(({ errorMs, statedMs }) => ({
      errorMs: Math.abs(errorMs),
      outside: Math.abs(errorMs) > Math.max(1000 / ratePerSecond + EDGE_MS, statedMs),
    })),
  );
  const sum = (what: 'missed' | 'extra'): number => kept.reduce((total, { outages }) => total + (outages?.[what] ?? 0), 0);
  const outside = edges.filter((edge) => edge.outside).length;
  const single = fault === 'one-of-four';
  // With one of four down each failure stands alone, which is no outage of all and may be as long as one interval. Where answers came late
  // nobody can tell two of them apart from one outage, and the stated uncertainty says so.
  const extra = single ? tooLong(kept) : sum('extra');
  const errors = spread(edges.map(({ errorMs }) => errorMs));
  const distances = errors === undefined ? '' : `, error median ${errors.median.toFixed(1)} ms, highest ${errors.highest.toFixed(1)} ms`;
  return {
    name: `${fault}: outages`,
    required: `each edge within one interval + ${EDGE_MS} ms or the stated uncertainty; none missed, none invented`,
    measured: `${outside} of ${edges.length} edges outside${distances}; ${sum('missed')} missed, ${extra} invented${spoiled(runs, kept)}`,
    result: outside + sum('missed') + extra > 0 ? 'missed' : kept.length === 0 ? 'undecided' : 'met',
  };
}

function tooLong(runs: readonly Comparison[]): number {
  return runs.filter(({ outages, ratePerSecond }) => (outages?.extraCertainMs ?? 0) > 1000 / ratePerSecond + EDGE_MS).length;
}

function spoiled(runs: readonly Comparison[], kept: readonly Comparison[]): string {
  return kept.length === runs.length
    ? ''
    : `; ${runs.length - kept.length} of ${runs.length} measurements called themselves spoiled and were left out`;
}
