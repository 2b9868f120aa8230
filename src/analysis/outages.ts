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
  const spans = failedRuns(states).map((run): Span => ({ run, edges: outageEdges(stream, run) }));
  const outages: Outage[] = [];
  for (let at = 0; at < spans.length;) {
    const together = [spans[at++]].filter((span) => span !== undefined);
    let span = together[0];
    for (let next = spans[at]; span && next && isSameOutage(stream.requests, states, span, next); next = spans[++at]) {
      together.push(next);
      span = { run: next.run, edges: joined(span.edges, next.edges) };
    }
    if (span)
      outages.push(
        toOutage(
          stream.requests,
          states,
          together.map(({ run }) => run),
          span.edges,
        ),
      );
  }
  return outages;
}

interface Span {
  /** The last run of those that were joined. */
  readonly run: FailedRun;
  readonly edges: OutageEdges;
}

/** Answers that lie ready together are read one after the other, in no order that tells anything. */
const READ_TOGETHER_MS = 0.5;

/**
 * A stall lasts until an answer comes, and by then requests that were due later may have failed again. And a failure that was seen late (a reset of what
 * was under way) is of the same outage as what fails from then on, unless a good answer came after it: that one shows that it was over.
 */
function isSameOutage(requests: RequestColumns, states: RequestStates, earlier: Span, later: Span): boolean {
  if (later.edges.fromMs < earlier.edges.untilMs) return true;
  const { seenUntilMs } = earlier.edges;
  if ((requests.dueMs[later.run.goodBefore ?? 0] ?? 0) >= seenUntilMs) return false;
  for (let row = earlier.run.last + 1; row < later.run.first; row += 1) {
    const answeredMs = (requests.dueMs[row] ?? 0) + (requests.latencyMs[row] ?? 0);
    if (states[row] === requestState.ok && answeredMs > seenUntilMs + READ_TOGETHER_MS) return false;
  }
  return true;
}

function joined(earlier: OutageEdges, later: OutageEdges): OutageEdges {
  const last = later.untilMs >= earlier.untilMs ? later : earlier;
  return {
    fromMs: earlier.fromMs,
    startEarlierMs: earlier.startEarlierMs,
    startLaterMs: earlier.startLaterMs,
    untilMs: last.untilMs,
    endEarlierMs: last.endEarlierMs,
    // What was seen late in the earlier one may have ended after all of the later one.
    endLaterMs: Math.max(earlier.untilMs + earlier.endLaterMs, later.untilMs + later.endLaterMs) - last.untilMs,
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
