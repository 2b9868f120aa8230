import { compareFaultline, compareTool, type ClassRun } from './compare-class.ts';
import type { Comparison } from './comparison.ts';
import type { Episode, FaultClass } from './fault-class.ts';
import type { Tool } from './tools/tool.ts';
import type { TruthBenchOptions } from './truth-options.ts';

export const TIMEOUT_MS = 1000;
export const TOOL_RATE = 500;

/** Where in the run the server is bad: early enough that whatever waits is answered before the end. */
const FROM_SHARE = 0.2;
const LENGTH_SHARE = 0.365;
/** Windows begin and end elsewhere in every repetition, so that no tool's period can fall in with them. */
const JITTER_MS = 20;
const GOLDEN_RATIO = 0.618_034;

/** Returns every run of every class, repetition by repetition, so that a busy minute does not fall on one class. */
export async function compareAll(
  options: TruthBenchOptions,
  tools: readonly Tool[],
  server: string,
  progress: (text: string) => void,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  const total = options.repetitions * options.faults.length;
  for (let repetition = 1; repetition <= options.repetitions; repetition += 1) {
    for (const [at, fault] of options.faults.entries()) {
      const number = (repetition - 1) * options.faults.length + at + 1;
      progress(`[${number}/${total}] ${fault.name}, repetition ${repetition} of ${options.repetitions}`);
      const seconds = options.seconds * fault.timesLonger;
      const run = { fault, repetition, seconds, episode: episode(number, seconds), server };
      comparisons.push(...(await compareOne(run, options, tools)));
    }
  }
  return comparisons;
}

async function compareOne(run: ClassRun, options: TruthBenchOptions, tools: readonly Tool[]): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  if (options.wantsTool('faultline')) {
    const own = await Promise.all(options.rates.map((rate) => compareFaultline(run, rate)));
    comparisons.push(...own.flat());
  }
  for (const group of groups(run.fault, tools, options.quick)) {
    comparisons.push(...(await Promise.all(group.map((tool) => compareTool(run, tool, TOOL_RATE)))));
  }
  return comparisons;
}

/** Returns the tools that run at the same time, each with a server of its own. One that spins must not take the processor from the others. */
function groups({ spins }: FaultClass, tools: readonly Tool[], quick: boolean): (readonly Tool[])[] {
  if (quick || !spins) return [tools];
  const spinning = tools.filter(({ name }) => name.startsWith('autocannon'));
  return [tools.filter((tool) => !spinning.includes(tool)), spinning].filter((group) => group.length > 0);
}

function episode(number: number, seconds: number): Episode {
  const durationMs = seconds * 1000;
  const jitter = (step: number): number => ((number * step * GOLDEN_RATIO) % 1) * JITTER_MS;
  return { fromMs: durationMs * FROM_SHARE + jitter(1), lengthMs: durationMs * LENGTH_SHARE + jitter(2), timeoutMs: TIMEOUT_MS };
}
