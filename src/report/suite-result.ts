import { z } from 'zod';
import { worstVerdict } from '../checks/verdict.ts';
import { repeatsOf } from './repeats.ts';
import { repeatsSchema } from './repeats-schema.ts';
import { runResultSchema, verdictSchema } from './result-schema.ts';
import type { RunResult } from './run-result.ts';

/** A scenario that never became a run: its file is not valid, or no engine answered. */
export const unstartedRunSchema = z.object({
  schema: z.literal(1),
  scenario: z.object({ file: z.string(), name: z.string().optional() }),
  verdict: z.literal('inconclusive'),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }).describe('why there is no run'),
});

export const suiteResultSchema = z.object({
  schema: z.literal(1),
  verdict: verdictSchema.describe('the worst of the runs'),
  runs: z.array(z.union([runResultSchema, unstartedRunSchema])),
  repeats: z.array(repeatsSchema).describe('what the runs of each scenario that ran more than once say together'),
});

export type UnstartedRun = z.output<typeof unstartedRunSchema>;
export type SuiteResult = z.output<typeof suiteResultSchema>;
export type SuiteEntry = SuiteResult['runs'][number];

/** Returns what `run --json` prints: every run in the order it ran, and the worst verdict. */
export function buildSuiteResult(runs: readonly SuiteEntry[]): SuiteResult {
  return { schema: 1, verdict: worstVerdict(runs.map((run) => run.verdict)), runs: [...runs], repeats: repeatsOf(runs.filter(isRun)) };
}

/** Returns the entry of a scenario that could not be run. */
export function buildUnstartedRun(
  scenario: UnstartedRun['scenario'],
  error: { readonly code: string; readonly message: string; readonly hint?: string | undefined },
): UnstartedRun {
  const { code, message, hint } = error;
  return { schema: 1, scenario, verdict: 'inconclusive', error: { code, message, ...(hint === undefined ? {} : { hint }) } };
}

/** Returns whether an entry is that of a run, and not of a scenario that could not be run. */
export function isRun(entry: SuiteEntry): entry is RunResult {
  return !('error' in entry);
}
