/**
 * How much memory a measurement takes, and whether it takes more the longer it lasts: samples every process of `faultline measure` once a second and
 * extrapolates to a day. Needs gcc for its server. Run: npm run bench:memory -- [--for 10m] [--rate 1000/s]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readDuration } from '../src/scenario/options/duration.ts';
import { buildServer } from './truth/build-server.ts';
import { TruthServer } from './truth/truth-server.ts';

const DAY_MS = 86_400_000;
/** By then the requests that are kept one by one have reached their number at 1,000/s, and the heap the size that goes with it. */
const WARM_UP_MS = 420_000;
const KB_PER_MB = 1024;

interface Sample {
  readonly atMs: number;
  /** What the system would get back: pages of the processes' own, and once what they share (the Node binary). */
  readonly takenMb: number;
  /** As `ps` tells it, where shared pages count in each process. */
  readonly rssMb: number;
  readonly processes: number;
}

const { values } = parseArgs({ options: { for: { type: 'string', default: '10m' }, rate: { type: 'string', default: '1000/s' } } });
await bench(values.for, values.rate);

async function bench(length: string, rate: string): Promise<void> {
  const file = buildServer();
  const out = mkdtempSync(join(tmpdir(), 'faultline-memory-'));
  const refused = { kind: 'refused', fromMs: 20_000, untilMs: 22_000 } as const;
  const server = await TruthServer.start({ file, script: [refused], serviceMs: 1 });
  try {
    const samples = await measured([
      `http://127.0.0.1:${server.port}/`,
      '--rate',
      rate,
      '--for',
      length,
      '--timeout',
      '500ms',
      '--out',
      out,
    ]);
    tell(samples, readDuration(length));
  } finally {
    await server.stop();
    rmSync(file, { force: true });
    rmSync(out, { recursive: true, force: true });
  }
}

async function measured(options: readonly string[]): Promise<Sample[]> {
  const cli = join(import.meta.dirname, '../dist/cli/main.js');
  const child = spawn(process.execPath, [cli, 'measure', ...options], { stdio: ['ignore', 'inherit', 'ignore'] });
  const exited = once(child, 'exit');
  const samples: Sample[] = [];
  const startMs = performance.now();
  while (child.exitCode === null && child.signalCode === null) {
    const processes = familyOf(child.pid ?? 0).flatMap((pid) => memoryOf(pid) ?? []);
    // Before and after there is no load process.
    if (processes.length > 1) samples.push({ atMs: performance.now() - startMs, ...sumOf(processes) });
    await Promise.race([sleep(1000), exited]);
  }
  return samples;
}

interface ProcessMemory {
  readonly rssKb: number;
  readonly anonKb: number;
}

function familyOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [pid, ...(children === '' ? [] : children.split(' ').flatMap((child) => familyOf(Number(child))))];
  } catch {
    return [];
  }
}

function memoryOf(pid: number): ProcessMemory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kb = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
    return { rssKb: kb('VmRSS'), anonKb: kb('RssAnon') };
  } catch {
    return undefined;
  }
}

function sumOf(processes: readonly ProcessMemory[]): Omit<Sample, 'atMs'> {
  const sum = (of: (process: ProcessMemory) => number): number => processes.reduce((total, process) => total + of(process), 0);
  const shared = Math.max(...processes.map(({ rssKb, anonKb }) => rssKb - anonKb));
  return {
    takenMb: (sum(({ anonKb }) => anonKb) + shared) / KB_PER_MB,
    rssMb: sum(({ rssKb }) => rssKb) / KB_PER_MB,
    processes: processes.length,
  };
}

function tell(samples: readonly Sample[], lengthMs: number): void {
  const warm = samples.filter(({ atMs }) => atMs >= Math.min(WARM_UP_MS, lengthMs / 2));
  const report = (['takenMb', 'rssMb'] as const).map((of) => {
    const peak = Math.max(...samples.map((sample) => sample[of]));
    const { slope, mean, middleMs } = lineThrough(lowestOfEachMinute(warm, of));
    return {
      '': of === 'takenMb' ? 'taken from the machine' : 'sum of RSS',
      'peak MB': peak.toFixed(1),
      'mean of lowest MB': mean.toFixed(1),
      'MB an hour': (slope * 3_600_000).toFixed(1),
      'after 24 h': (mean + slope * (DAY_MS - middleMs)).toFixed(0),
    };
  });
  console.table(report);
  console.log(
    `lowest of each minute, taken: ${lowestOfEachMinute(samples, 'takenMb')
      .map(({ value }) => value.toFixed(1))
      .join(' ')} MB`,
  );
  console.log(`${samples.length} samples, ${warm.length} of them warm, ${samples.at(-1)?.processes ?? 0} processes`);
}

/** Between two collections garbage grows: only what is left after them tells whether anything stays. */
function lowestOfEachMinute(samples: readonly Sample[], of: 'takenMb' | 'rssMb'): { atMs: number; value: number }[] {
  const lowest = new Map<number, { atMs: number; value: number }>();
  for (const { atMs, [of]: value } of samples) {
    const minute = Math.floor(atMs / 60_000);
    if (value < (lowest.get(minute)?.value ?? Infinity)) lowest.set(minute, { atMs, value });
  }
  return [...lowest.values()];
}

/** Returns the straight line that fits best (least squares). */
function lineThrough(points: readonly { readonly atMs: number; readonly value: number }[]): {
  slope: number;
  mean: number;
  middleMs: number;
} {
  const average = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const middleMs = average(points.map(({ atMs }) => atMs));
  const mean = average(points.map(({ value }) => value));
  const covariance = average(points.map(({ atMs, value }) => (atMs - middleMs) * (value - mean)));
  return { slope: covariance / average(points.map(({ atMs }) => (atMs - middleMs) ** 2)), mean, middleMs };
}
