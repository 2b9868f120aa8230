import { parseArgs } from 'node:util';
import { faultClasses, type FaultClass } from './fault-class.ts';

export interface TruthBenchOptions {
  readonly repetitions: number;
  readonly seconds: number;
  readonly faults: readonly FaultClass[];
  /** Whether a tool of this name is asked for; `faultline` stands for all of its rates and streams. */
  readonly wantsTool: (name: string) => boolean;
  /** At which faultline is measured. */
  readonly rates: readonly number[];
  readonly install: boolean;
  readonly quick: boolean;
  /** Everything was asked for: the figures are fit for the documentation. */
  readonly complete: boolean;
}

export const usage = `Usage: npm run bench:truth -- [options]
  --quick             one repetition, shorter runs
  --repetitions N     default 5
  --class A,B         only these: ${faultClasses.map(({ name }) => name).join(', ')}
  --tool A,B          only these: faultline, httperf, h2load, hey, wrk, ab, autocannon, 'autocannon -R'
  --rate A,B          of faultline, a second; default 100,500
  --install           install missing tools with apt-get (as root)`;

/** Returns what the command line asks for. @throws Error for an option or a class that does not exist. */
export function truthOptions(args: string[]): TruthBenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      install: { type: 'boolean', default: false },
      repetitions: { type: 'string' },
      class: { type: 'string' },
      tool: { type: 'string' },
      rate: { type: 'string', default: '100,500' },
    },
  });
  const { quick, install } = values;
  const names = values.class?.split(',');
  const unknown = names?.find((name) => !faultClasses.some((fault) => fault.name === name));
  if (unknown !== undefined) throw new Error(`There is no class "${unknown}".`);
  const wanted = values.tool?.split(',');
  const repetitions = Number(values.repetitions ?? (quick ? 1 : 5));
  return {
    repetitions,
    seconds: quick ? 5 : 6,
    faults: faultClasses.filter(({ name }) => names === undefined || names.includes(name)),
    wantsTool: (name) => wanted === undefined || wanted.includes(name),
    rates: values.rate.split(',').map(Number),
    install,
    quick,
    complete: !quick && names === undefined && wanted === undefined && repetitions >= 5,
  };
}
