/**
 * How punctually the prober sends, and what it costs: slip and CPU of its process at several rates, against a small server in another process.
 * Run: npx tsx bench/load-schedule.ts [seconds]. On a busy machine compare ratios, not single values.
 */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { RealClock } from '../src/clock/real-clock.ts';
import { decodeLoadRows } from '../src/history/load-rows.ts';
import { startProber } from '../src/load/start-prober.ts';

const RATES = [100, 500, 2000];
const seconds = Number(process.argv[2] ?? 5);

if (process.argv[2] === 'serve') serve();
else await compare();

function serve(): void {
  const server = http.createServer((_request, response) => response.end('ok'));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}

async function compare(): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const [port] = (await once(server, 'message')) as [number];
  const results: Record<string, Record<string, string | number>> = {};
  for (const stream of ['new', 'keep-alive'] as const) {
    for (const rate of RATES) results[`${stream} ${rate}/s`] = await run(stream, rate, port);
  }
  console.table(results);
  server.disconnect();
}

async function run(stream: 'new' | 'keep-alive', ratePerSecond: number, port: number): Promise<Record<string, string | number>> {
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
      slipsMs.push(...Array.from(decodeLoadRows(bucket.rows).slipUs, (us) => us / 1000));
    },
    onFailure: (error) => {
      throw error;
    },
  });
  const pid = Number(execFileSync('pgrep', ['-P', String(process.pid), '-f', 'prober-process'], { encoding: 'utf8' }));
  const cpuBefore = cpuMs(pid);
  await clock.sleepUntil(clock.now() + seconds * 1000);
  const cpu = cpuMs(pid) - cpuBefore;
  await prober.stop();
  slipsMs.sort((a, b) => a - b);
  const at = (share: number): string => (slipsMs[Math.ceil(share * slipsMs.length) - 1] ?? NaN).toFixed(2);
  return {
    requests: slipsMs.length,
    ok,
    'slip p50 ms': at(0.5),
    'p99 ms': at(0.99),
    'max ms': at(1),
    'CPU µs/request': Math.round((cpu * 1000) / slipsMs.length),
    'spoiled buckets': spoiled,
  };
}

/** User and system time of a process so far; Linux counts in hundredths of a second. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
