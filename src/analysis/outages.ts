import { requestClasses, type RequestClass } from '../history/load-bucket.ts';
import type { Outage, RequestColumns } from './analysis.ts';
import { classCode } from './class-code.ts';
import { failedRuns, type FailedRun } from './failed-runs.ts';
import { outageEdges, type OutageEdges } from './outage-edges.ts';
import { requestState, type RequestStates } from './request-states.ts';

/**
 * Returns the outages of a stream: its maximal runs of consecutive failed due requests, whatever their error classes.
 * How their lengths are estimated: outageEdges.
 */
export function findOutages(stream: Parameters<typeof outageEdges>[0], states: RequestStates): Outage[] {
  const spans = failedRuns(states).map((run) => ({ run, edges: outageEdges(stream, run) }));
  const outages: Outage[] = [];
  for (let at = 0; at < spans.length;) {
    const together = [spans[at++]].filter((span) => span !== undefined);
    let edges = together[0]?.edges;
    // A stall lasts until an answer comes, and by then requests that were due later may have failed again: that is one outage.
    for (let next = spans[at]; edges && next && next.edges.fromMs < edges.untilMs; next = spans[++at]) {
      together.push(next);
      edges = joined(edges, next.edges);
    }
    if (edges)
      outages.push(
        toOutage(
          stream.requests,
          states,
          together.map(({ run }) => run),
          edges,
        ),
      );
  }
  return outages;
}

function joined(earlier: OutageEdges, later: OutageEdges): OutageEdges {
  const last = later.untilMs >= earlier.untilMs ? later : earlier;
  return {
    fromMs: earlier.fromMs,
    startEarlierMs: earlier.startEarlierMs,
    startLaterMs: earlier.startLaterMs,
    untilMs: last.untilMs,
    endEarlierMs: last.endEarlierMs,
    endLaterMs: last.endLaterMs,
    open: earlier.open || later.open,
    estimator: 'completion',
  };
}

function toOutage(requests: RequestColumns, states: RequestStates, runs: readonly FailedRun[], edges: OutageEdges): Outage {
  const counts = new Map<RequestClass, number>();
  let failed = 0;
  for (const { first, last } of runs) {
    for (let row = first; row <= last; row += 1) {
      if (states[row] !== requestState.failed) continue;
      const name = requestClasses[requests.class[row] ?? classCode('unsent')] ?? 'unsent';
      counts.set(name, (counts.get(name) ?? 0) + 1);
      failed += 1;
    }
  }
  return {
    fromMs: edges.fromMs,
    untilMs: edges.untilMs,
    durationMs: edges.untilMs - edges.fromMs,
    uncertaintyMs: Math.max(edges.startEarlierMs + edges.endLaterMs, edges.startLaterMs + edges.endEarlierMs),
    failed,
    errors: Object.fromEntries(counts),
    open: edges.open,
    estimator: edges.estimator,
  };
}
