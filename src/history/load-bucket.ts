/** How a request ended. The position is its code in the `class` column; only ever append. */
export const requestClasses = [
  'ok',
  'refused',
  'reset',
  'timeout',
  'dns',
  'closed-early',
  'bad-status',
  'bad-body',
  'unsent',
  'tls',
] as const;
export type RequestClass = (typeof requestClasses)[number];

/**
 * The requests of one load stream that were due in [fromMs, untilMs), written once all of them have ended.
 * Counts are for reading; `rows` holds every request, so that any estimator can be computed again later.
 */
export interface LoadBucketEvent {
  readonly type: 'load-bucket';
  readonly load: string;
  readonly stream: 'new' | 'keep-alive';
  readonly fromMs: number;
  readonly untilMs: number;
  readonly due: number;
  readonly ok: number;
  readonly failed: number;
  /** Failed requests by class. */
  readonly errors: Partial<Record<RequestClass, number>>;
  /** Responses by version, of those that told one. */
  readonly versions: Readonly<Record<string, number>>;
  /** Latency from the due time; a timeout counts as the deadline. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Sent minus due: how well the harness kept its own schedule. */
  readonly slipMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** The most that one request of the bucket was on its way while the load process stood still, or while what it then sent all at once kept the other side busy. */
  readonly stalledMs?: number;
  /** Why the harness cannot vouch for the bucket, and what helps; absent when it can. */
  readonly spoiled?: string;
  readonly rows: LoadRows;
  /** Those of the requests that are not among `rows`; absent when all are. */
  readonly rest?: LoadRest;
}

/**
 * Requests of a long run that are not kept one by one: all ended alike, none left late, and every one next to a request that ended otherwise is
 * among the rows. They were due on a regular schedule: `places` times, one every `stepUs`; the places that no row has are theirs.
 */
export interface LoadRest {
  readonly class: RequestClass;
  readonly n: number;
  /** µs after the bucket's fromMs. */
  readonly firstUs: number;
  readonly stepUs: number;
  /** n and the number of rows. */
  readonly places: number;
  /** Responses by version, of those that told one. */
  readonly versions: Readonly<Record<string, number>>;
  /** Histograms in the form of Histogram.encode. */
  readonly latencyUs: string;
  /** The least that each latency can have been: without what the request left late, and without what its answer may have been read late. */
  readonly leastUs: string;
  readonly slipUs: string;
}

/** Columns of equal length, each base64 of little-endian numbers. Order: by due time. */
export interface LoadRows {
  readonly n: number;
  /** Uint32: due time in µs after the bucket's fromMs. */
  readonly dueUs: string;
  /** Uint32: sent − due in µs. 2^32−1: never sent. */
  readonly slipUs: string;
  /** Uint32: end − due in µs. */
  readonly latencyUs: string;
  /** Uint8: index into requestClasses. */
  readonly class: string;
  /** Uint8: 0 none, else index + 1 into `versionNames`. */
  readonly version: string;
  readonly versionNames: readonly string[];
}
