import { parseArgs } from 'node:util';
import { benchmarks } from './benchmarks.ts';

export interface SpeedOptions {
  readonly names: readonly string[];
  readonly quick: boolean;
  readonly build: boolean;
  readonly save: boolean;
  /** Exit code 1 when a figure is so many times the baseline's, beyond the noise. */
  readonly failOn: number | undefined;
}

export const usage = `Usage: npm run bench -- [benchmark…] [options]
${Object.entries(benchmarks)
  .map(([name, { summary }]) => `  ${name.padEnd(16)}${summary}`)
  .join('\n')}

  --save          keep the figures as the baseline, and write them into docs/benchmarks.md
  --fail-on N     exit code 1 when a figure is N times the baseline's or more, beyond the noise
  --quick         fewer and shorter repetitions: to see whether it works
  --no-build      measure dist/ as it is`;

/** Returns what the command line asks for. @throws Error for what does not exist or does not go together */
export function speedOptions(args: string[]): SpeedOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    allowNegative: true,
    options: {
      save: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      build: { type: 'boolean', default: true },
      'fail-on': { type: 'string' },
    },
  });
  const { save, quick, build } = values;
  const unknown = positionals.find((name) => !(name in benchmarks));
  if (unknown !== undefined) throw new Error(`There is no benchmark "${unknown}". There are ${Object.keys(benchmarks).join(', ')}.`);
  if (save && (quick || positionals.length > 0)) throw new Error('--save is for complete runs: without --quick, and without names.');
  const failOn = values['fail-on'] === undefined ? undefined : Number(values['fail-on']);
  if (failOn !== undefined && !(failOn > 1)) throw new Error('--fail-on takes a factor above 1, such as 1.5.');
  return { names: positionals.length === 0 ? Object.keys(benchmarks) : positionals, quick, build, save, failOn };
}
