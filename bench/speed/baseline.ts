import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { z } from 'zod';
import type { Summary } from './summary.ts';

export const machineSchema = z.object({
  processors: z.string(),
  memoryGb: z.number(),
  kernel: z.string(),
  node: z.string(),
});
export type Machine = z.infer<typeof machineSchema>;

const savedFigure = z.object({
  unit: z.string(),
  statistic: z.enum(['median', 'p99']),
  median: z.number(),
  p99: z.number(),
  n: z.number(),
  ratio: z.number().exactOptional(),
  noise: z.number().exactOptional(),
});
export type SavedFigure = z.infer<typeof savedFigure>;

/** Figures of an earlier run, by benchmark and what was measured. */
export const baselineSchema = z.object({ date: z.string(), machine: machineSchema, figures: z.record(z.string(), savedFigure) });
export type Baseline = z.infer<typeof baselineSchema>;

/** Returns the baseline of a file; undefined when there is none. */
export function readBaseline(path: string): Baseline | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  return baselineSchema.parse(JSON.parse(text));
}

/** Returns the figures as the baseline of the runs to come. */
export function baselineOf(summaries: readonly Summary[], machine: Machine, date: string): Baseline {
  const figures = summaries.map((summary): [string, SavedFigure] => {
    const { unit, statistic, median, p99, n, ratio, noise } = summary;
    const saved = { unit, statistic, median: rounded(median), p99: rounded(p99), n };
    return [
      keyOf(summary),
      {
        ...saved,
        ...(ratio === undefined ? {} : { ratio: rounded(ratio) }),
        ...(noise === undefined ? {} : { noise: rounded(noise) }),
      },
    ];
  });
  return { date, machine, figures: Object.fromEntries(figures) };
}

/** Returns the name of a figure in a baseline. */
export function keyOf({ benchmark, what }: Pick<Summary, 'benchmark' | 'what'>): string {
  return `${benchmark}: ${what}`;
}

/** Returns what must be said of this machine beside its figures. */
export function thisMachine(): Machine {
  const [first] = cpus();
  return {
    processors: `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: `Linux ${release()}`,
    node: process.version,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
