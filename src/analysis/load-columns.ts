import type { LoadBucketEvent } from '../history/load-bucket.ts';
import { decodeLoadRows, NEVER_SENT_US, type RequestRows } from '../history/load-rows.ts';
import type { RequestColumns } from './analysis.ts';
import { restOf } from './rest-requests.ts';

/** Codes of the version column that are free for names; the last one collects all others (a version that is a timestamp, say). */
const MOST_VERSIONS = 255;
const OTHER = '(other)';

/** Returns one stream's requests, those of all its buckets in order of due time. @throws ERR_HISTORY_INVALID for rows that cannot be decoded. */
export function loadColumns(buckets: readonly LoadBucketEvent[]): RequestColumns {
  const ordered = buckets.toSorted((left, right) => left.fromMs - right.fromMs);
  const n = ordered.reduce((sum, { rows }) => sum + rows.n, 0);
  const columns = {
    n,
    dueMs: new Float64Array(n),
    slipMs: new Float32Array(n),
    latencyMs: new Float32Array(n),
    class: new Uint8Array(n),
    version: new Uint8Array(n),
  };
  const names = new Map<string, number>();
  let at = 0;
  // One bucket is decoded at a time, so that only the joined columns stay in memory.
  for (const bucket of ordered) {
    const rows = decodeLoadRows(bucket.rows);
    copyTimes(columns, at, rows, bucket.fromMs);
    columns.class.set(rows.class, at);
    copyVersions(columns.version, at, rows, names);
    at += rows.n;
  }
  return { ...columns, versionNames: [...names.keys()], rest: ordered.flatMap((bucket) => restOf(bucket) ?? []) };
}

function copyTimes(columns: Pick<RequestColumns, 'dueMs' | 'slipMs' | 'latencyMs'>, at: number, rows: RequestRows, fromMs: number): void {
  for (let row = 0; row < rows.n; row += 1) {
    const slipUs = rows.slipUs[row] ?? NEVER_SENT_US;
    columns.dueMs[at + row] = fromMs + (rows.dueUs[row] ?? 0) / 1000;
    columns.slipMs[at + row] = slipUs === NEVER_SENT_US ? Number.NaN : slipUs / 1000;
    columns.latencyMs[at + row] = (rows.latencyUs[row] ?? 0) / 1000;
  }
}

function copyVersions(column: Uint8Array, at: number, rows: RequestRows, names: Map<string, number>): void {
  const codes = [0, ...rows.versionNames.map((name) => codeOf(name, names))];
  for (let row = 0; row < rows.n; row += 1) column[at + row] = codes[rows.version[row] ?? 0] ?? 0;
}

function codeOf(name: string, names: Map<string, number>): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  const kept = names.size < MOST_VERSIONS - 1 ? name : OTHER;
  const code = names.get(kept) ?? names.size + 1;
  names.set(kept, code);
  return code;
}
