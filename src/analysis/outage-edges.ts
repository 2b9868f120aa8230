import { USUAL_REQUESTS } from '../history/thin-bucket.ts';
import type { Outage, StreamAnalysis } from './analysis.ts';
import { classCode } from './class-code.ts';
import type { FailedRun } from './failed-runs.ts';
import { intervalMsAt } from './interval-ms-at.ts';
import { countRest, restIn } from './rest-requests.ts';

/** Where an outage began and ended, and by how much each edge may be wrong. */
export interface OutageEdges extends Pick<
  Outage,
  'fromMs' | 'untilMs' | 'open' | 'estimator' | 'startEarlierMs' | 'startLaterMs' | 'endEarlierMs' | 'endLaterMs'
> {
  /** When the last failure other than a timeout was seen: whatever caused it was still there. −Infinity when there are only timeouts. */
  readonly seenUntilMs: number;
}

/**
 * A stalled server works off the requests that were given up before it answers a new one: 49 ms for 750 of them on one machine, 90 ms for 600 on a slower one
 * were the most measured.
 */
const BACKLOG_MS_PER_TIMEOUT = 0.15;
/** An answer that took up to so many times what is typical came without waiting for anything. */
const AS_USUAL = 3;
/** Times are whole microseconds; what is added to them is rounded. */
const HALF_A_MICROSECOND_MS = 0.0005;

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
  const { timeouts, seenUntilMs } = failuresOf(requests, run);
  const fromMs = due(run.first);
  const usual = usualLatency(requests, run, intervalMs);
  const estimator = timeouts > 0 ? ('completion' as const) : ('due' as const);
  const start = {
    fromMs,
    startEarlierMs: run.goodBefore === undefined ? intervalMs : fromMs - due(run.goodBefore),
    startLaterMs: isTimeout(requests, run.first) ? usual.mostMs : latency(run.first),
    estimator,
    seenUntilMs,
  };
  const lastEndMs = due(run.last) + (isTimeout(requests, run.last) ? timeoutMs : latency(run.last));
  const goodSince = firstGoodSince(requests, seenUntilMs, run.goodAfter);
  if (run.goodAfter === undefined || goodSince === undefined) {
    return { ...start, untilMs: lastEndMs, endEarlierMs: lastEndMs - due(run.last), endLaterMs: Infinity, open: true };
  }
  const answeredMs = latency(run.goodAfter);
  // Who is answered as usual met no stall: what failed before and what fails after are two outages, however many requests were given up meanwhile.
  const asUsual = answeredMs <= AS_USUAL * usual.typicalMs;
  const untilMs = estimator === 'due' || asUsual ? due(run.goodAfter) : firstCompletion(requests, run.goodAfter);
  const seenGoodMs = due(goodSince) + latency(goodSince) - untilMs;
  if (estimator === 'due') {
    return { ...start, untilMs, endEarlierMs: untilMs - due(run.last), endLaterMs: Math.max(0, seenGoodMs), open: false };
  }
  // Where a good answer came well before the last deadline nothing stood still: those requests were slow, and the next ones were not.
  const stoodStill = isTimeout(requests, run.last) && untilMs + (asUsual ? answeredMs : 0) >= lastEndMs - 2 * usual.typicalMs;
  const notBeforeMs = stoodStill ? lastEndMs - usual.mostMs : due(run.last);
  const endEarlierMs = Math.max(0, untilMs - notBeforeMs) + timeouts * BACKLOG_MS_PER_TIMEOUT;
  const endLaterMs = Math.max(seenUntilMs > untilMs ? seenGoodMs : 0, asUsual ? answeredMs : 0);
  return { ...start, untilMs, endEarlierMs, endLaterMs, open: false };
}

type Timing = Pick<StreamAnalysis, 'requests' | 'ratePerSecond' | 'stages' | 'timeoutMs'>;

function isTimeout(requests: Timing['requests'], row: number): boolean {
  return requests.class[row] === classCode('timeout');
}

function failuresOf(requests: Timing['requests'], { first, last }: FailedRun): { timeouts: number; seenUntilMs: number } {
  const [ok, unsent] = [classCode('ok'), classCode('unsent')];
  let timeouts = 0;
  let seenUntilMs = -Infinity;
  for (let row = first; row <= last; row += 1) {
    const code = requests.class[row];
    if (isTimeout(requests, row)) timeouts += 1;
    else if (code !== ok && code !== unsent) {
      seenUntilMs = Math.max(seenUntilMs, (requests.dueMs[row] ?? 0) + (requests.latencyMs[row] ?? 0));
    }
  }
  const window = { fromMs: requests.dueMs[first] ?? 0, untilMs: requests.dueMs[last] ?? 0 };
  const others = restIn(requests, window).filter(({ of }) => of.class === classCode('timeout'));
  return { timeouts: timeouts + countRest(others), seenUntilMs };
}

/** Returns the first good request, from row `from` on, that was due when the last failure had been seen: only that shows that it is over. */
function firstGoodSince({ n, dueMs, class: codes }: Timing['requests'], seenUntilMs: number, from = n): number | undefined {
  const ok = classCode('ok');
  for (let row = from; row < n; row += 1) if (codes[row] === ok && (dueMs[row] ?? 0) >= seenUntilMs - HALF_A_MICROSECOND_MS) return row;
  return undefined;
}

/**
 * Returns what a request takes when all is well: one that was on its way when a stall began was due that much before it. Nobody knows how long that very
 * request would have taken: at most as long as the slowest of those before it, and half as much again.
 */
function usualLatency(
  { class: codes, latencyMs }: Timing['requests'],
  { goodBefore }: FailedRun,
  intervalMs: number,
): { readonly typicalMs: number; readonly mostMs: number } {
  if (goodBefore === undefined) return { typicalMs: 0, mostMs: intervalMs };
  const ok = classCode('ok');
  const first = Math.max(0, goodBefore - USUAL_REQUESTS);
  const good = latencyMs.subarray(first, goodBefore + 1).filter((_, index) => codes[first + index] === ok);
  const sorted = good.sort();
  return { typicalMs: sorted[sorted.length >>> 1] ?? 0, mostMs: 1.5 * (sorted.at(-1) ?? 0) };
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
