import { requestClasses, type RequestClass } from '../history/load-bucket.ts';
import type { Outage, RequestColumns } from './analysis.ts';
import { classCode } from './class-code.ts';
import { failedRuns, type FailedRun } from './failed-runs.ts';
import { outageEdges, type OutageEdges } from './outage-edges.ts';
import { restIn } from './rest-requests.ts';
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
    for (let next = spans[at]; edges && next && isSameOutage(stream.requests, edges, next); next = spans[++at]) {
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

/**
 * A stall lasts until an answer comes, and by then requests that were due later may have failed again. And a failure that was seen late (a reset of what
 * was under way) is of the same outage as what fails from then on: no good answer in between was asked for after it.
 */
function isSameOutage({ dueMs }: RequestColumns, earlier: OutageEdges, later: { run: FailedRun; edges: OutageEdges }): boolean {
  return later.edges.fromMs < earlier.untilMs || (dueMs[later.run.goodBefore ?? 0] ?? 0) < earlier.seenUntilMs;
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
    estimator: earlier.estimator === 'due' && later.estimator === 'due' ? 'due' : 'completion',
    seenUntilMs: Math.max(earlier.seenUntilMs, later.seenUntilMs),
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
    // All of these failed too: next to one that did not, every request is among the rows.
    const window = { fromMs: requests.dueMs[first] ?? 0, untilMs: requests.dueMs[last] ?? 0 };
    for (const { of, n } of restIn(requests, window)) {
      const name = requestClasses[of.class] ?? 'unsent';
      counts.set(name, (counts.get(name) ?? 0) + n);
      failed += n;
    }
  }
  return {
    fromMs: edges.fromMs,
    untilMs: edges.untilMs,
    durationMs: edges.untilMs - edges.fromMs,
    // Of an open outage the length is a lower bound: what comes after its end is not known.
    uncertaintyMs: Math.max(edges.startEarlierMs + (edges.open ? 0 : edges.endLaterMs), edges.startLaterMs + edges.endEarlierMs),
    startEarlierMs: edges.startEarlierMs,
    startLaterMs: edges.startLaterMs,
    endEarlierMs: edges.endEarlierMs,
    endLaterMs: edges.endLaterMs,
    failed,
    errors: Object.fromEntries(counts),
    open: edges.open,
    estimator: edges.estimator,
  };
}
