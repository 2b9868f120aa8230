import { z } from 'zod';
import { verdictSchema } from './result-schema.ts';

const interval = z
  .object({
    values: z.array(z.number()).describe('one of each run, in the order they ran'),
    median: z.number(),
    low: z.number(),
    high: z.number(),
    confidence: z.number().describe('0..1: how sure it is that the true median lies within low and high'),
    enough: z.boolean().describe('false: too few runs for 95 %; low and high are then the smallest and the largest value'),
  })
  .nullable()
  .describe('null when no run tells it');

/** What the repetitions of one scenario say together. The runs are the independent events, not their requests. */
export const repeatsSchema = z.object({
  scenario: z.object({ name: z.string(), file: z.string(), sha256: z.string() }),
  runs: z.int().describe('how many of them were judged'),
  verdicts: z.partialRecord(verdictSchema, z.int()).describe('how many runs had which'),
  recoveryMs: interval.describe('the longest recovery of each run that recovered from every fault'),
  load: z.record(
    z.string(),
    z.object({
      during: z.enum(['chaos', 'run']).describe('the window that availability is of'),
      availability: interval,
      longestOutageMs: interval.describe('0 for a run without an outage'),
      outages: interval.describe('how many there were in each run'),
    }),
  ),
});
