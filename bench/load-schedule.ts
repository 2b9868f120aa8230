/**
 * How punctually the prober sends, and what it costs: slip, share sent on time and CPU of its process at several rates, against a small server in
 * another process. On a busy machine compare ratios, not single values.
 * Run: npx tsx bench/load-schedule.ts [--for 5] [--rates 100,500,2000] [--streams new,keep-alive] [--port of a faster server] [--cpu of the prober]
 */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RealClock } from '../src/clock/real-clock.ts';
import { decodeLoadRows, NEVER_SENT_US } from '../src/history/load-rows.ts';
import { startProber } from '../src/load/start-prober.ts';

type Stream = 'new' | 'keep-alive';

/** A request that left within this is on time. */
const ON_TIME_MS = 20;
/** The compiler's own time is not measured. */
const WARM_UP_MS = 1000;

const { values: options } = parseArgs({
  options: {
    serve: { type: 'boolean', default: false },
    for: { type: 'string', default: '5' },
    rates: { type: 'string', default: '100,500,2000' },
    streams: { type: 'string', default: 'new,keep-alive' },
    port: { type: 'string' },
    cpu: { type: 'string' },
  },
});
const seconds = Number(options.for);

if (options.serve) serve();
else await compare();

function serve(): void {
  const server = http.createServer((_request, response) => response.end('ok'));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}

async function compare(): Promise<void> {
  const server = options.port === undefined ? fork(fileURLToPath(import.meta.url), ['--serve']) : undefined;
  const [port] = server === undefined ? [Number(options.port)] : ((await once(server, 'message')) as [number]);
  const results: Record<string, Record<string, string | number>> = {};
  for (const stream of options.streams.split(',') as Stream[]) {
    for (const rate of options.rates.split(',').map(Number)) results[`${stream} ${rate}/s`] = await run(stream, rate, port);
  }
  console.table(results);
  server?.disconnect();
}

async function run(stream: Stream, ratePerSecond: number, port: number): Promise<Record<string, string | number>> {
  const slipsMs: number[] = [];
  let ok = 0;
  let spoiled = 0;
  const clock = new RealClock();
  const prober = await startProber({
    load: 'bench',
    clock,
    startAtMs: 0,
    endpoints: [{ address: '127.0.0.1', port }],
    spec: {
      url: `http://127.0.0.1:${port}/`,
      ratePerSecond,
      timeoutMs: 500,
      method: 'GET',
      headers: {},
      streams: [stream],
      expect: { status: [200] },
      route: 'auto',
    },
    onBucket: (bucket) => {
      ok += bucket.ok;
      spoiled += bucket.spoiled === undefined ? 0 : 1;
      for (const us of decodeLoadRows(bucket.rows).slipUs) slipsMs.push(us === NEVER_SENT_US ? Infinity : us / 1000);
    },
    onFailure: (error) => {
      throw error;
    },
  });
  const pid = Number(execFileSync('pgrep', ['-P', String(process.pid), '-f', 'prober-process'], { encoding: 'utf8' }));
  if (options.cpu !== undefined) execFileSync('taskset', ['-a', '-p', '-c', options.cpu, String(pid)], { stdio: 'ignore' });
  await clock.sleepUntil(clock.now() + WARM_UP_MS);
  slipsMs.length = 0;
  ok = 0;
  const cpuBefore = cpuMs(pid);
  const fromMs = clock.now();
  await clock.sleepUntil(clock.now() + seconds * 1000);
  const cpu = cpuMs(pid) - cpuBefore;
  const forMs = clock.now() - fromMs;
  await prober.stop();
  slipsMs.sort((a, b) => a - b);
  const at = (share: number): string => (slipsMs[Math.ceil(share * slipsMs.length) - 1] ?? NaN).toFixed(2);
  return {
    requests: slipsMs.length,
    ok,
    'slip p50 ms': at(0.5),
    'p99 ms': at(0.99),
    'max ms': at(1),
    'on time %': ((100 * slipsMs.filter((ms) => ms <= ON_TIME_MS).length) / slipsMs.length).toFixed(2),
    'CPU µs/request': Math.round((cpu * 1000) / ((ratePerSecond * forMs) / 1000)),
    'spoiled buckets': spoiled,
  };
}

/** The time that the threads of a process ran so far. Linux's other figure counts in hundredths of a second, and far too much of what wakes up with a timer. */
function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]));
  return ns.reduce((sum, one) => sum + one, 0) / 1e6;
}
