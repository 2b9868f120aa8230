import type { Outage, StreamAnalysis } from './analysis.ts';
import { classCode } from './class-code.ts';
import type { FailedRun } from './failed-runs.ts';
import { intervalMsAt } from './interval-ms-at.ts';

/** Where an outage began and ended, and by how much each edge may be wrong. */
export interface OutageEdges extends Pick<Outage, 'fromMs' | 'untilMs' | 'open' | 'estimator'> {
  readonly startEarlierMs: number;
  readonly startLaterMs: number;
  readonly endEarlierMs: number;
  readonly endLaterMs: number;
}

/**
 * A stalled server works off the requests that were given up before it answers a new one: 49 ms for 750 of them was the most measured
 * (docs/measuring.md).
 */
const BACKLOG_MS_PER_TIMEOUT = 0.065;

/**
 * Returns the edges of a run of failed requests. With refusals, resets and wrong answers it lasts from the first failed due time to the
 * first good due time (estimator `due`): what is due inside fails at once. With timeouts it lasts to the first good completion
 * (`completion`): a request that was due shortly before the end of a stall is still answered in time, so due times end too early, by
 * up to the deadline.
 */
export function outageEdges(stream: Timing, run: FailedRun): OutageEdges {
  const { requests, timeoutMs } = stream;
  const intervalMs = intervalMsAt(stream, run.first);
  const due = (row: number) => requests.dueMs[row] ?? Number.NaN;
  const latency = (row: number) => Math.min(timeoutMs, requests.latencyMs[row] ?? 0);
  const timeouts = countTimeouts(requests, run);
  const fromMs = due(run.first);
  const lastEndMs = due(run.last) + (isTimeout(requests, run.last) ? timeoutMs : latency(run.last));
  // What a request usually takes: one that was on its way when the trouble began was due that much before it.
  const usualMs = run.goodBefore === undefined ? intervalMs : latency(run.goodBefore);
  const start = {
    fromMs,
    startEarlierMs: run.goodBefore === undefined ? intervalMs : fromMs - due(run.goodBefore),
    startLaterMs: isTimeout(requests, run.first) ? usualMs : latency(run.first),
  };
  const estimator = timeouts > 0 ? 'completion' : 'due';
  if (run.goodAfter === undefined) {
    return { ...start, untilMs: lastEndMs, endEarlierMs: lastEndMs - due(run.last), endLaterMs: 0, open: true, estimator };
  }
  if (estimator === 'due') {
    const untilMs = due(run.goodAfter);
    return { ...start, untilMs, endEarlierMs: untilMs - due(run.last), endLaterMs: latency(run.goodAfter), open: false, estimator };
  }
  const untilMs = firstCompletion(requests, run.goodAfter);
  const notBeforeMs = isTimeout(requests, run.last) ? lastEndMs - usualMs : due(run.last);
  const endEarlierMs = Math.max(0, untilMs - notBeforeMs) + timeouts * BACKLOG_MS_PER_TIMEOUT;
  return { ...start, untilMs, endEarlierMs, endLaterMs: 0, open: false, estimator };
}

type Timing = Pick<StreamAnalysis, 'requests' | 'ratePerSecond' | 'stages' | 'timeoutMs'>;

function isTimeout(requests: Timing['requests'], row: number): boolean {
  return requests.class[row] === classCode('timeout');
}

function countTimeouts(requests: Timing['requests'], { first, last }: FailedRun): number {
  const timeout = classCode('timeout');
  return requests.class.subarray(first, last + 1).reduce((count, code) => count + (code === timeout ? 1 : 0), 0);
}

/** Returns when the first good answer came, of the good request `goodAfter` or of one due after it that was quicker. */
function firstCompletion({ n, dueMs, latencyMs, class: codes }: Timing['requests'], goodAfter: number): number {
  const ok = classCode('ok');
  let first = Infinity;
  for (let row = goodAfter; row < n && (dueMs[row] ?? Infinity) < first; row += 1) {
    if (codes[row] === ok || row === goodAfter) first = Math.min(first, (dueMs[row] ?? 0) + (latencyMs[row] ?? 0));
  }
  return first;
}
