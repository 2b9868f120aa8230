import { addCounts } from './add-counts.ts';
import { Histogram } from './histogram.ts';
import type { HistoryEventOf } from './history-event.ts';
import { closeRest, joinRest, openRest, type OpenRest } from './join-rest.ts';
import type { LoadBucketEvent } from './load-bucket.ts';
import { decodeLoadRows, encodeLoadRows, NEVER_SENT_US, type RequestRows } from './load-rows.ts';

type Bucket = HistoryEventOf<'load-bucket'>;

/** Due times are 32 bits of microseconds: a little over 71 minutes. */
const LONGEST_MS = 3_600_000;
/** Codes of the version column, without 0 for none. */
const MOST_VERSIONS = 255;
const US_PER_MS = 1000;

/**
 * Returns buckets of one stream, given in order of time, with neighbours made one where nothing is lost by it: a merged one holds the
 * requests of all, and has the number and the date of the last. Spoiled buckets stay as they are, and so do those whose rests cannot be one.
 */
export function mergeBuckets(buckets: readonly Bucket[]): Bucket[] {
  const merged: Bucket[] = [];
  let joining: Joining | undefined;
  for (const bucket of buckets) {
    if (joining?.add(bucket) === true) continue;
    if (joining !== undefined) merged.push(joining.finish());
    joining = new Joining(bucket);
  }
  if (joining !== undefined) merged.push(joining.finish());
  return merged;
}

/** Buckets on their way to be one. */
class Joining {
  readonly #first: Bucket;
  readonly #buckets: Bucket[];
  readonly #rows: RequestRows[];
  readonly #names: string[];
  #last: Bucket;
  #rest: OpenRest | undefined;

  constructor(first: Bucket) {
    const rows = decodeLoadRows(first.rows);
    this.#first = first;
    this.#last = first;
    this.#buckets = [first];
    this.#rows = [rows];
    this.#names = [...rows.versionNames];
    this.#rest = first.rest && openRest(first.rest, 0);
  }

  /** Returns false when the bucket has to stand alone. */
  add(bucket: Bucket): boolean {
    if (!this.#takes(bucket)) return false;
    const offsetUs = Math.round((bucket.fromMs - this.#first.fromMs) * US_PER_MS);
    const rest = this.#rest && bucket.rest && joinRest(this.#rest, openRest(bucket.rest, offsetUs));
    if (bucket.rest !== undefined && rest === undefined) return false;
    const rows = decodeLoadRows(bucket.rows);
    const added = rows.versionNames.filter((name) => !this.#names.includes(name));
    if (this.#names.length + added.length > MOST_VERSIONS) return false;
    this.#names.push(...added);
    this.#rest = rest;
    this.#buckets.push(bucket);
    this.#last = bucket;
    const codes = [0, ...rows.versionNames.map((name) => this.#names.indexOf(name) + 1)];
    this.#rows.push({
      ...rows,
      dueUs: later(rows.dueUs, offsetUs),
      version: rows.versionNames.length === 0 ? rows.version : rows.version.map((code) => codes[code] ?? 0),
    });
    return true;
  }

  #takes(bucket: Bucket): boolean {
    const both = [this.#first, ...this.#buckets, bucket];
    return (
      both.every(({ spoiled }) => spoiled === undefined) &&
      // A standstill makes the requests of that very second uncertain. Of a rest that is counted in already, and what is left tells no edges.
      (both.every(({ stalledMs }) => stalledMs === undefined) || both.every(({ failed, rest }) => failed === 0 && rest !== undefined)) &&
      this.#last.untilMs === bucket.fromMs &&
      bucket.untilMs - this.#first.fromMs <= LONGEST_MS &&
      (this.#rest === undefined) === (bucket.rest === undefined)
    );
  }

  finish(): Bucket {
    if (this.#buckets.length === 1) return this.#first;
    const sum = (key: 'due' | 'ok' | 'failed') => this.#buckets.reduce((total, bucket) => total + bucket[key], 0);
    const rows = joinRows(this.#rows, this.#names);
    const rest = this.#rest;
    const stalledMs = Math.max(...this.#buckets.map((bucket) => bucket.stalledMs ?? 0));
    return {
      ...this.#last,
      fromMs: this.#first.fromMs,
      due: sum('due'),
      ok: sum('ok'),
      failed: sum('failed'),
      errors: addCounts(this.#buckets.map(({ errors }) => errors)),
      versions: addCounts(this.#buckets.map(({ versions }) => versions)),
      latencyMs: spread(Histogram.of(rows.latencyUs), rest?.latency),
      slipMs: spread(Histogram.of(rows.slipUs.filter((us) => us !== NEVER_SENT_US)), rest?.slip),
      ...(stalledMs === 0 ? {} : { stalledMs }),
      rows: encodeLoadRows(rows),
      ...(rest === undefined ? {} : { rest: closeRest(rest) }),
    };
  }
}

function later(dueUs: Uint32Array, byUs: number): Uint32Array {
  const moved = new Uint32Array(dueUs.length);
  for (let row = 0; row < moved.length; row += 1) moved[row] = (dueUs[row] ?? 0) + byUs;
  return moved;
}

function joinRows(parts: readonly RequestRows[], versionNames: readonly string[]): RequestRows {
  const n = parts.reduce((sum, rows) => sum + rows.n, 0);
  const joined = {
    n,
    dueUs: new Uint32Array(n),
    slipUs: new Uint32Array(n),
    latencyUs: new Uint32Array(n),
    class: new Uint8Array(n),
    version: new Uint8Array(n),
  };
  let at = 0;
  for (const rows of parts) {
    for (const column of ['dueUs', 'slipUs', 'latencyUs', 'class', 'version'] as const) joined[column].set(rows[column], at);
    at += rows.n;
  }
  return { ...joined, versionNames };
}

function spread(ofRows: Histogram, ofRest: Histogram | undefined): LoadBucketEvent['latencyMs'] {
  const all = ofRest === undefined ? ofRows : ofRows.merge(ofRest);
  return { p50: all.percentile(0.5) / US_PER_MS, p99: all.percentile(0.99) / US_PER_MS, max: all.maxUs / US_PER_MS };
}
