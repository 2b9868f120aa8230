import { analysisCost } from './analysis-cost.ts';
import { dispatch } from './dispatch.ts';
import type { Measured } from './figure.ts';
import { historyCost } from './history-cost.ts';
import type { Job } from './job.ts';
import { startUp } from './start-up.ts';
import { suiteOverhead } from './suite-overhead.ts';

export interface Benchmark {
  readonly summary: string;
  readonly needsEngine: boolean;
  readonly run: (job: Job) => Measured | Promise<Measured>;
}

/** Every benchmark by its name, in the order in which they run. */
export const benchmarks: Readonly<Record<string, Benchmark>> = {
  'start-up': { summary: 'commands that touch nothing', needsEngine: false, run: startUp },
  dispatch: { summary: 'from when a fault is due until it has happened', needsEngine: true, run: dispatch },
  suite: { summary: 'what a suite takes besides the waits of its scenarios', needsEngine: true, run: suiteOverhead },
  history: { summary: 'bytes and processor time of a request in the history', needsEngine: false, run: historyCost },
  analysis: { summary: 'a history of ten million requests', needsEngine: false, run: analysisCost },
};
