import { evenSchedule } from './even-schedule.ts';
import { Histogram } from './histogram.ts';
import { requestClasses, type LoadBucketEvent, type RequestClass } from './load-bucket.ts';
import { decodeLoadRows, encodeLoadRows, type RequestRows } from './load-rows.ts';
import { tallyVersions } from './tally-versions.ts';

/** With fewer requests to leave out, the rows are hardly longer than what would stand for them. */
const FEWEST = 100;
/** So many requests on both sides of one that ended otherwise are kept: they tell the edges of an outage. */
const NEIGHBOURS = 4;
/** Analysis takes so many requests before the last good one before an outage for what was usual. */
export const USUAL_REQUESTS = 50;
/** Late requests are kept: analysis may find that they tell nothing. None of its limits is lower than this. */
const LATE_US = 20_000;
const US_PER_MS = 1000;

/** What is known of the requests around a bucket. */
interface Surroundings {
  /** When failures before the bucket were seen, of those seen only in it or later. */
  readonly seenLaterMs?: readonly number[];
  /** Nothing failed in the bucket after it. */
  readonly goesOnWell?: boolean;
}

/**
 * Returns the bucket with only those rows that anything but counts, versions and latencies depends on; the others become its `rest`.
 * Kept are requests that ended otherwise than most or left late and their neighbours, the first and the last ones of the bucket and
 * of each version, and the first ones after a failure by which analysis tells when it was over. The bucket itself when there is little to leave out.
 */
export function thinBucket<B extends LoadBucketEvent>(bucket: B, { seenLaterMs = [], goesOnWell = false }: Surroundings = {}): B {
  if (bucket.rest !== undefined || bucket.due < FEWEST) return bucket;
  const rows = decodeLoadRows(bucket.rows);
  const schedule = evenSchedule(rows.dueUs);
  const most = mostFrequent(rows.class);
  // A timeout or a refusal in a spoiled bucket may be the harness's own fault, and what was never sent always is.
  const doubtful = bucket.spoiled !== undefined && (most === 'timeout' || most === 'refused');
  if (schedule === undefined || most === 'unsent' || doubtful) return bucket;
  const kept = rowsToKeep(rows, requestClasses.indexOf(most), {
    seenBeforeUs: seenLaterMs.map((ms) => Math.round((ms - bucket.fromMs) * US_PER_MS)),
    goesOnWell,
  });
  const left = select(rows, kept, 0);
  if (left.n < FEWEST) return bucket;
  return {
    ...bucket,
    rows: encodeLoadRows(select(rows, kept, 1)),
    rest: {
      class: most,
      n: left.n,
      ...schedule,
      places: rows.n,
      versions: tallyVersions(left),
      latencyUs: Histogram.of(left.latencyUs).encode(),
      leastUs: Histogram.of(leastLatencies(left, bucket.stalledMs ?? 0)).encode(),
      slipUs: Histogram.of(left.slipUs).encode(),
    },
  };
}

function mostFrequent(codes: Uint8Array): RequestClass {
  const counts = requestClasses.map(() => 0);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return requestClasses[counts.indexOf(Math.max(...counts))] ?? 'unsent';
}

/** Returns 1 for each row to keep, else 0. */
function rowsToKeep(
  rows: RequestRows,
  most: number,
  { seenBeforeUs, goesOnWell }: { readonly seenBeforeUs: readonly number[]; readonly goesOnWell: boolean },
): Uint8Array {
  const kept = new Uint8Array(rows.n);
  const around = (row: number) => kept.fill(1, Math.max(0, row - NEIGHBOURS), row + NEIGHBOURS + 1);
  around(0);
  kept.fill(1, Math.max(0, rows.n - 1 - (goesOnWell ? NEIGHBOURS : USUAL_REQUESTS)));
  for (let row = 0; row < rows.n; row += 1) {
    if (rows.class[row] !== most || (rows.slipUs[row] ?? 0) > LATE_US) around(row);
  }
  keepWhatWasUsual(rows, kept, goesOnWell);
  keepFirstAnswers(rows, kept);
  keepEndsOfFailures(rows, kept, seenBeforeUs);
  keepTurnsOfVersions(rows.version, kept);
  return kept;
}

/** When a stall began is told by what was usual before it. */
function keepWhatWasUsual({ n, class: codes }: RequestRows, kept: Uint8Array, goesOnWell: boolean): void {
  const [ok, timeout] = [requestClasses.indexOf('ok'), requestClasses.indexOf('timeout')];
  let goodBefore: number | undefined;
  for (let row = 0; row < n; row += 1) {
    if (codes[row] === ok) goodBefore = row;
    else if (codes[row] === timeout && goodBefore !== undefined) {
      kept.fill(1, Math.max(0, goodBefore - USUAL_REQUESTS), goodBefore);
      goodBefore = undefined;
    }
  }
  // The stall may come in the next bucket.
  if (goodBefore !== undefined && !goesOnWell) kept.fill(1, Math.max(0, goodBefore - USUAL_REQUESTS), goodBefore);
}

/** The end of a stall is told by the first answer, which a request due a little later may have got. */
function keepFirstAnswers({ n, dueUs, latencyUs, class: codes }: RequestRows, kept: Uint8Array): void {
  const ok = requestClasses.indexOf('ok');
  let answeredUs = Infinity;
  for (let row = 0; row < n; row += 1) {
    const atUs = dueUs[row] ?? 0;
    if (codes[row] !== ok) answeredUs = Infinity;
    else if (atUs < answeredUs) {
      kept[row] = 1;
      answeredUs = Math.min(answeredUs, atUs + (latencyUs[row] ?? 0));
    }
  }
}

/**
 * Failures are over when a request that was due after the last of them had been seen is answered well. A timeout is seen at its deadline, whatever
 * became of its cause meanwhile, so it does not count. And whether a good answer came after the last of them was seen is told by the latest one.
 */
function keepEndsOfFailures(rows: RequestRows, kept: Uint8Array, seenBeforeUs: readonly number[]): void {
  const ok = requestClasses.indexOf('ok');
  const nextGood = nextGoodRows(rows);
  const keepGoodSince = (seenUs: number, from: number): void => {
    const row = nextGood[Math.max(from, firstDueAt(rows.dueUs, seenUs))];
    if (row !== undefined && row < rows.n) kept[row] = 1;
  };
  for (const seenUs of seenBeforeUs) keepGoodSince(seenUs, 0);
  let seenLast: number | undefined;
  let answeredLast: number | undefined;
  const endUs = (row: number) => (rows.dueUs[row] ?? 0) + (rows.latencyUs[row] ?? 0);
  for (let row = 0; row < rows.n; row += 1) {
    if (isSeenFailure(rows.class[row])) {
      if (answeredLast !== undefined) kept[answeredLast] = 1;
      answeredLast = undefined;
      if (seenLast === undefined || endUs(row) >= endUs(seenLast)) seenLast = row;
    } else if (rows.class[row] === ok) {
      if (seenLast !== undefined) {
        kept[seenLast] = 1;
        keepGoodSince(endUs(seenLast), row);
      }
      seenLast = undefined;
      if (answeredLast === undefined || endUs(row) >= endUs(answeredLast)) answeredLast = row;
    }
  }
  for (const row of [seenLast, answeredLast]) if (row !== undefined) kept[row] = 1;
}

/** Returns for each row the first good one from it on; `n` for none. */
function nextGoodRows({ n, class: codes }: RequestRows): Uint32Array {
  const ok = requestClasses.indexOf('ok');
  const next = new Uint32Array(n);
  let good = n;
  for (let row = n - 1; row >= 0; row -= 1) {
    if (codes[row] === ok) good = row;
    next[row] = good;
  }
  return next;
}

/** Returns the first row that is due at a time or later: rows are in the order of their due times. */
function firstDueAt(dueUs: Uint32Array, atUs: number): number {
  let [from, until] = [0, dueUs.length];
  while (from < until) {
    const middle = (from + until) >>> 1;
    if ((dueUs[middle] ?? 0) < atUs) from = middle + 1;
    else until = middle;
  }
  return from;
}

function isSeenFailure(code: number | undefined): boolean {
  const name = requestClasses[code ?? -1];
  return name !== undefined && name !== 'ok' && name !== 'timeout' && name !== 'unsent';
}

/** Returns for each request at least how long it took: it left late, and this process may have stood still when the answer came. */
function leastLatencies({ n, latencyUs, slipUs }: RequestRows, stalledMs: number): Uint32Array {
  const least = new Uint32Array(n);
  for (let row = 0; row < n; row += 1) least[row] = Math.max(0, (latencyUs[row] ?? 0) - (slipUs[row] ?? 0) - stalledMs * US_PER_MS);
  return least;
}

/** Whether a version came back after another had begun can be told from the first and the last request of each. */
function keepTurnsOfVersions(versions: Uint8Array, kept: Uint8Array): void {
  const last = new Map<number, number>();
  for (let row = 0; row < versions.length; row += 1) {
    const version = versions[row] ?? 0;
    if (version === 0) continue;
    if (!last.has(version)) kept[row] = 1;
    last.set(version, row);
  }
  for (const row of last.values()) kept[row] = 1;
}

/** Returns the rows that are marked so. */
function select(rows: RequestRows, marks: Uint8Array, mark: 0 | 1): RequestRows {
  const chosen = new Uint32Array(rows.n);
  let n = 0;
  for (let row = 0; row < rows.n; row += 1) if (marks[row] === mark) chosen[n++] = row;
  const gather = <T extends Uint32Array | Uint8Array>(from: T, to: T): T => {
    for (let at = 0; at < n; at += 1) to[at] = from[chosen[at] ?? 0] ?? 0;
    return to;
  };
  return {
    n,
    dueUs: gather(rows.dueUs, new Uint32Array(n)),
    slipUs: gather(rows.slipUs, new Uint32Array(n)),
    latencyUs: gather(rows.latencyUs, new Uint32Array(n)),
    class: gather(rows.class, new Uint8Array(n)),
    version: gather(rows.version, new Uint8Array(n)),
    versionNames: rows.versionNames,
  };
}

/** Returns when failures were seen, of those seen only after the end of a bucket: of its own, and of `seenLaterMs`, those of the buckets before it. */
export function failuresSeenLaterMs({ fromMs, untilMs, rows }: LoadBucketEvent, seenLaterMs: readonly number[] = []): number[] {
  const { n, dueUs, latencyUs, class: codes } = decodeLoadRows(rows);
  const seenMs = seenLaterMs.filter((atMs) => atMs > untilMs);
  for (let row = 0; row < n; row += 1) {
    const atMs = fromMs + ((dueUs[row] ?? 0) + (latencyUs[row] ?? 0)) / US_PER_MS;
    if (isSeenFailure(codes[row]) && atMs > untilMs) seenMs.push(atMs);
  }
  return seenMs;
}
