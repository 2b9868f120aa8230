import { RealClock } from '../../../src/clock/real-clock.ts';
import { requestClasses, type LoadBucketEvent, type RequestClass } from '../../../src/history/load-bucket.ts';
import { decodeLoadRows, NEVER_SENT_US } from '../../../src/history/load-rows.ts';
import type { Endpoint } from '../../../src/load/endpoint.ts';
import { OpenLoop } from '../../../src/load/open-loop.ts';
import type { Prober } from '../../../src/load/prober.ts';
import { startProber } from '../../../src/load/start-prober.ts';
import type { LoadSpec, LoadStream } from '../../../src/scenario/scenario.ts';

export const plainSpec: LoadSpec = {
  url: 'http://web:8000/',
  ratePerSecond: 100,
  timeoutMs: 500,
  method: 'GET',
  headers: {},
  streams: ['new', 'keep-alive'],
  expect: { status: [200] },
  route: 'auto',
};

export interface MeasuredRequest {
  readonly stream: LoadStream;
  readonly dueMs: number;
  readonly slipMs: number;
  readonly latencyMs: number;
  readonly class: RequestClass;
  readonly version: string | undefined;
}

export interface Measurement {
  readonly buckets: readonly LoadBucketEvent[];
  readonly requests: readonly MeasuredRequest[];
  readonly of: (stream: LoadStream) => readonly MeasuredRequest[];
  readonly counts: (stream?: LoadStream) => Partial<Record<RequestClass, number>>;
}

export interface RunningLoad {
  readonly prober: Prober;
  readonly clock: RealClock;
  readonly buckets: readonly LoadBucketEvent[];
  readonly finish: () => Promise<Measurement>;
}

const running = new Set<Prober>();

/** To be called after each test: no load outlives it. */
export function killLoads(): void {
  for (const prober of running) prober.kill();
  running.clear();
}

/** Starts a load that begins as soon as it is ready. */
export async function startLoad(
  spec: Partial<LoadSpec>,
  endpoints: readonly Endpoint[],
  onFailure: (error: Error) => void = (error) => {
    throw error;
  },
): Promise<RunningLoad> {
  const buckets: LoadBucketEvent[] = [];
  const clock = new RealClock();
  const prober = await startProber({
    load: 'users',
    spec: { ...plainSpec, ...spec },
    clock,
    startAtMs: 0,
    endpoints,
    onBucket: (bucket) => buckets.push(bucket),
    onFailure,
  });
  running.add(prober);
  const finish = async (): Promise<Measurement> => {
    await prober.stop();
    running.delete(prober);
    return measurement(buckets);
  };
  return { prober, clock, buckets, finish };
}

/** Returns what a load measured that lasted `durationMs`. */
export async function measure(spec: Partial<LoadSpec>, endpoints: readonly Endpoint[], durationMs: number): Promise<Measurement> {
  const load = await startLoad(spec, endpoints);
  await load.clock.sleepUntil(load.clock.now() + durationMs);
  return load.finish();
}

/**
 * Returns what a load measured that lasted `durationMs`, sent from this process: quicker to start, less punctual.
 * Where this process stood still for all of a stream, the load says that it cannot tell; then it is measured again, up to 5 times in all.
 */
export async function measureHere(spec: Partial<LoadSpec>, endpoints: readonly Endpoint[], durationMs: number): Promise<Measurement> {
  let measured = await measureOnceHere(spec, endpoints, durationMs);
  for (let again = 0; again < 4 && cannotTell(measured); again++) measured = await measureOnceHere(spec, endpoints, durationMs);
  return measured;
}

function cannotTell(measured: Measurement): boolean {
  return plainSpec.streams.some((stream) => Object.keys(measured.counts(stream)).join() === 'unsent');
}

async function measureOnceHere(spec: Partial<LoadSpec>, endpoints: readonly Endpoint[], durationMs: number): Promise<Measurement> {
  const buckets: LoadBucketEvent[] = [];
  const clock = new RealClock();
  const loop = new OpenLoop({
    load: 'users',
    spec: { ...plainSpec, ...spec },
    startMs: 0,
    endpoints,
    now: () => clock.now(),
    emit: (bucket) => buckets.push(bucket),
  });
  loop.start();
  await clock.sleepUntil(durationMs);
  await loop.stop();
  return measurement(buckets);
}

/** Returns what a load measured, by its buckets. */
export function measurement(buckets: readonly LoadBucketEvent[]): Measurement {
  const requests = buckets.flatMap(requestsOf);
  const of = (stream: LoadStream): readonly MeasuredRequest[] => requests.filter((request) => request.stream === stream);
  const counts = (stream?: LoadStream): Partial<Record<RequestClass, number>> => {
    const sums: Partial<Record<RequestClass, number>> = {};
    for (const request of stream === undefined ? requests : of(stream)) sums[request.class] = (sums[request.class] ?? 0) + 1;
    return sums;
  };
  return { buckets, requests, of, counts };
}

function requestsOf(bucket: LoadBucketEvent): MeasuredRequest[] {
  const rows = decodeLoadRows(bucket.rows);
  return Array.from({ length: rows.n }, (_, row) => ({
    stream: bucket.stream,
    dueMs: bucket.fromMs + rows.dueUs[row]! / 1000,
    slipMs: rows.slipUs[row] === NEVER_SENT_US ? NaN : rows.slipUs[row]! / 1000,
    latencyMs: rows.latencyUs[row]! / 1000,
    class: requestClasses[rows.class[row]!]!,
    version: rows.versionNames[rows.version[row]! - 1],
  }));
}
