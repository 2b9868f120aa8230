import { requestClasses, type LoadBucketEvent, type RequestClass } from '../../../src/history/load-bucket.ts';
import { encodeLoadRows, NEVER_SENT_US } from '../../../src/history/load-rows.ts';

/** One request as a test writes it. */
export interface TestRequest {
  readonly dueMs: number;
  /** Default 'ok'. */
  readonly class?: RequestClass;
  /** Default 1; ignored when unsent. */
  readonly latencyMs?: number;
  /** Default 0. */
  readonly slipMs?: number;
  readonly version?: string;
}

export interface TestBucket {
  readonly load: string;
  readonly stream: 'new' | 'keep-alive';
  readonly fromMs: number;
  readonly untilMs: number;
  readonly requests: readonly TestRequest[];
  readonly spoiled?: string;
}

/** Returns a bucket as the load would have written it. */
export function loadBucket({ load, stream, fromMs, untilMs, requests, spoiled }: TestBucket): LoadBucketEvent {
  const versionNames = [...new Set(requests.flatMap(({ version }) => version ?? []))];
  const classes = requests.map((request) => request.class ?? 'ok');
  const tally = <K extends string>(names: readonly K[]) =>
    Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((other) => other === name).length])) as Partial<
      Record<K, number>
    >;
  const ok = classes.filter((name) => name === 'ok').length;
  return {
    type: 'load-bucket',
    load,
    stream,
    fromMs,
    untilMs,
    due: requests.length,
    ok,
    failed: requests.length - ok,
    errors: tally(classes.filter((name) => name !== 'ok')),
    versions: Object.fromEntries(versionNames.map((name) => [name, requests.filter(({ version }) => version === name).length])),
    latencyMs: { p50: 1, p99: 1, max: 1 },
    slipMs: { p50: 0, p99: 0, max: 0 },
    ...(spoiled === undefined ? {} : { spoiled }),
    rows: encodeLoadRows({
      n: requests.length,
      dueUs: Uint32Array.from(requests, ({ dueMs }) => Math.round((dueMs - fromMs) * 1000)),
      slipUs: Uint32Array.from(requests, ({ slipMs = 0 }, row) => (classes[row] === 'unsent' ? NEVER_SENT_US : slipMs * 1000)),
      latencyUs: Uint32Array.from(requests, ({ latencyMs = 1 }) => latencyMs * 1000),
      class: Uint8Array.from(classes, (name) => requestClasses.indexOf(name)),
      version: Uint8Array.from(requests, ({ version }) => (version === undefined ? 0 : versionNames.indexOf(version) + 1)),
      versionNames,
    }),
  };
}
