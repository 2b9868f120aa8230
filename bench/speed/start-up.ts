import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist } from './built.ts';
import type { Figure, Measured } from './figure.ts';
import { intoParts } from './into-parts.ts';
import type { Job } from './job.ts';

const root = join(import.meta.dirname, '../..');
const main = join(dist, 'cli/main.js');
const SCENARIO = 'scenarios/availability/pause.yaml';
const PARTS = 5;

const processes = {
  '`faultline` --version': [main, '--version'],
  '`faultline` validate, one file': [main, 'validate', SCENARIO],
  '`faultline` plan, one file': [main, 'plan', SCENARIO, '--seed', '1'],
  "`import 'faultline'`": ['--input-type=module', '--eval', `import ${JSON.stringify(pathToFileURL(join(dist, 'index.js')).href)}`],
} as const;

/** Measures how long commands take that touch nothing, and importing the library, from the start of their process to its end, against Node.js doing nothing. */
export function startUp({ quick }: Job): Measured {
  const [names, runs] = [Object.keys(processes), quick ? 5 : 20];
  const bare: number[] = [];
  const own = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let run = -1; run < runs; run += 1) {
    const bareMs = wallMs(['-e', '0']);
    // The first of each finds nothing of its files in memory.
    if (run >= 0) bare.push(bareMs);
    for (const [name, args] of Object.entries(processes)) {
      const ms = wallMs(args);
      if (run >= 0) own.get(name)?.push(ms);
    }
  }
  const peer = { name: '`node -e 0`', repetitions: intoParts(bare, PARTS) };
  const figures = [...own].map(([what, ms]): Figure => ({
    what,
    unit: 'ms',
    statistic: 'median',
    repetitions: intoParts(ms, PARTS),
    peer,
  }));
  return { figures, notes: [] };
}

function wallMs(args: readonly string[]): number {
  const fromMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const ms = performance.now() - fromMs;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`);
  return ms;
}
