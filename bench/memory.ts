/**
 * How much memory a measurement takes, and whether it takes more the longer it lasts: samples every process of `faultline measure` once a second, and more
 * often when it judges and writes its files. Needs gcc for its server. Run: npm run bench:memory -- [--for 10m] [--rate 1000/s]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readDuration } from '../src/scenario/options/duration.ts';
import { familyMemory, type FamilyMemory } from './memory/family-memory.ts';
import { steadyPart } from './memory/steady-part.ts';
import { buildServer } from './truth/build-server.ts';
import { TruthServer } from './truth/truth-server.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;
/** By then the requests that are kept one by one have reached their number at 1,000/s, and the heap the size that goes with it. */
const WARM_UP_MS = 7 * MINUTE_MS;
const [SELDOM_MS, OFTEN_MS] = [1000, 50];

interface Sample extends FamilyMemory {
  readonly atMs: number;
}

const { values } = parseArgs({ options: { for: { type: 'string', default: '10m' }, rate: { type: 'string', default: '1000/s' } } });
await bench(values.for, values.rate);

async function bench(length: string, rate: string): Promise<void> {
  const file = buildServer();
  const out = mkdtempSync(join(tmpdir(), 'faultline-memory-'));
  const refused = { kind: 'refused', fromMs: 20_000, untilMs: 22_000 } as const;
  const server = await TruthServer.start({ file, script: [refused], serviceMs: 1 });
  const lengthMs = readDuration(length);
  try {
    const url = `http://127.0.0.1:${server.port}/`;
    tell(await measured([url, '--rate', rate, '--for', length, '--timeout', '500ms', '--out', out], lengthMs), lengthMs);
  } finally {
    await server.stop();
    rmSync(file, { force: true });
    rmSync(out, { recursive: true, force: true });
  }
}

async function measured(options: readonly string[], lengthMs: number): Promise<Sample[]> {
  const cli = join(import.meta.dirname, '../dist/cli/main.js');
  const child = spawn(process.execPath, [cli, 'measure', ...options], { stdio: ['ignore', 'inherit', 'ignore'] });
  const exited = once(child, 'exit');
  const samples: Sample[] = [];
  const startMs = performance.now();
  while (child.exitCode === null && child.signalCode === null) {
    const atMs = performance.now() - startMs;
    const memory = familyMemory(child.pid ?? 0);
    if (memory.ownMb.length > 0) samples.push({ atMs, ...memory });
    await Promise.race([sleep(atMs < lengthMs - SELDOM_MS ? SELDOM_MS : OFTEN_MS), exited]);
  }
  return samples;
}

/** What is steady ends a minute before the measurement: what comes then has figures of its own. */
function tell(samples: readonly Sample[], lengthMs: number): void {
  const untilMs = Math.max(lengthMs - MINUTE_MS, lengthMs / 2);
  const fromMs = Math.min(WARM_UP_MS, untilMs / 2);
  const peakOf = (of: 'takenMb' | 'rssMb', some: readonly Sample[]): string => Math.max(...some.map((sample) => sample[of])).toFixed(1);
  const rows = (['takenMb', 'rssMb'] as const).map((of) => {
    const readings = samples.map((sample) => ({ atMs: sample.atMs, mb: sample[of] }));
    const { firstMb, lastMb, mbPerHour, mbPerHourRange } = steadyPart(readings, fromMs, untilMs);
    return {
      '': of === 'takenMb' ? 'taken from the machine' : 'sum of RSS',
      'first third MB': firstMb.toFixed(1),
      'last third MB': lastMb.toFixed(1),
      'MB an hour': Number.isNaN(mbPerHour)
        ? 'too short'
        : `${mbPerHour.toFixed(1)} (${mbPerHourRange.map((slope) => slope.toFixed(1)).join(' to ')})`,
      'would be after 24 h': Number.isNaN(mbPerHour) ? '' : (lastMb + (mbPerHour * (DAY_MS - untilMs)) / HOUR_MS).toFixed(0),
      'peak, steady': peakOf(
        of,
        samples.filter(({ atMs }) => atMs < untilMs),
      ),
      'peak, at the end': peakOf(
        of,
        samples.filter(({ atMs }) => atMs >= untilMs),
      ),
    };
  });
  console.table(rows);
  const { minutes } = steadyPart(
    samples.map(({ atMs, takenMb }) => ({ atMs, mb: takenMb })),
    0,
    Infinity,
  );
  console.log(`median of each minute, taken: ${minutes.map(({ mb }) => mb.toFixed(1)).join(' ')} MB`);
  const highest = samples.reduce((one, other) => (other.takenMb > one.takenMb ? other : one));
  const own = highest.ownMb.map((mb) => mb.toFixed(1)).join(' + ');
  console.log(`${samples.length} samples; highest at ${(highest.atMs / 1000).toFixed(1)} s: ${own} MB of the processes' own`);
  console.log(`steady is ${(fromMs / MINUTE_MS).toFixed(0)} to ${(untilMs / MINUTE_MS).toFixed(0)} min`);
}
