import { Histogram } from '../history/histogram.ts';
import type { LoadBucketEvent } from '../history/load-bucket.ts';
import type { RequestColumns, RestRequests, Window } from './analysis.ts';
import { classCode } from './class-code.ts';
import { requestRange } from './request-range.ts';

const US_PER_MS = 1000;
/** Due times are whole microseconds, so a row may lie that much beside its place. Looking a little earlier, both are on the same side. */
const ROUNDING_MS = 0.002;

/** Those requests of a span that a window holds. */
export interface RestPart {
  readonly of: RestRequests;
  readonly n: number;
  /** n as a share of the span's: 1 unless the window cuts it. */
  readonly share: number;
}

/** Returns what a bucket holds besides its rows, if anything. @throws ERR_HISTORY_INVALID for histograms that cannot be decoded. */
export function restOf({ fromMs, rest }: Pick<LoadBucketEvent, 'fromMs' | 'rest'>): RestRequests | undefined {
  if (rest === undefined) return undefined;
  return {
    firstMs: fromMs + rest.firstUs / US_PER_MS,
    stepMs: rest.stepUs / US_PER_MS,
    places: rest.places,
    n: rest.n,
    class: classCode(rest.class),
    versions: rest.versions,
    latency: Histogram.decode(rest.latencyUs),
    least: Histogram.decode(rest.leastUs),
    slip: Histogram.decode(rest.slipUs),
  };
}

/** Returns the requests due in the window that are not among the rows; without a window, all of them. */
export function restIn(requests: RequestColumns, window?: Window): RestPart[] {
  return requests.rest.flatMap((of) => {
    const n = window === undefined ? of.n : countIn(requests, of, window);
    return n > 0 ? [{ of, n, share: n / of.n }] : [];
  });
}

/** Returns how many requests those are. */
export function countRest(parts: readonly RestPart[]): number {
  return parts.reduce((sum, { n }) => sum + n, 0);
}

/** Returns how many of them told the version. Where a window cuts a span, its versions are taken to be as frequent in the part. */
export function countVersion(parts: readonly RestPart[], name: string): number {
  return parts.reduce((sum, { of, share }) => sum + Math.round((of.versions[name] ?? 0) * share), 0);
}

/** Returns how many places in the window no row has. */
function countIn(requests: RequestColumns, of: RestRequests, window: Window): number {
  const { firstMs, stepMs, places } = of;
  const [fromMs, untilMs] = [window.fromMs - ROUNDING_MS, window.untilMs - ROUNDING_MS];
  const before = (atMs: number) => Math.min(places, Math.max(0, Math.ceil((atMs - firstMs) / stepMs)));
  const endMs = firstMs + (places - 0.5) * stepMs;
  const rows = requestRange(requests, { fromMs: Math.max(fromMs, firstMs - ROUNDING_MS), untilMs: Math.min(untilMs, endMs) });
  return Math.min(of.n, Math.max(0, before(untilMs) - before(fromMs) - (rows.until - rows.from)));
}
