import { z } from 'zod';
import { verdictSchema } from '../result-schema.ts';

const value = z.number().nullable().describe('null: without end; what never recovered or never ended');

const sideSchema = z.object({
  label: z.string(),
  scenarios: z.array(z.string()).describe('the name of the scenario of the runs'),
  runs: z.array(z.object({ id: z.string(), startedAt: z.string(), verdict: verdictSchema })),
  leftOut: z
    .array(z.object({ run: z.string(), load: z.string().optional(), reason: z.string() }))
    .describe('runs, or loads of them, whose figures are no evidence'),
});

const valuesSchema = z.object({
  values: z.array(value).describe('one of each run that tells it'),
  median: value.optional().describe('absent without values'),
});

export const comparedFigureSchema = z.object({
  figure: z.string(),
  of: z.string().optional().describe('the load; absent for figures of the run as a whole'),
  during: z.enum(['chaos', 'run']).optional().describe('the window, where there is a choice'),
  unit: z.enum(['share', 'ms', 'count']),
  a: valuesSchema,
  b: valuesSchema,
  difference: z
    .object({
      shift: value.describe('b − a: the median of all differences between a run of the one and a run of the other'),
      low: value.describe('the true difference lies between low and high; null: without end'),
      high: value,
      confidence: z.number().describe('how sure that is, 0..1'),
    })
    .optional()
    .describe('absent when one side does not tell the figure'),
  says: z
    .enum(['better', 'worse', 'same', 'within-noise', 'too-few-runs', 'not-measured'])
    .describe('what b is against a. same: every run has the same value; within-noise: repeats of one side differ as much'),
});

export const gateSchema = z.object({
  expression: z.string(),
  verdict: verdictSchema.describe('failed: violated; inconclusive: cannot be known'),
  message: z.string(),
});

/** What `faultline compare --json` prints. */
export const comparisonSchema = z.object({
  schema: z.literal(1),
  a: sideSchema,
  b: sideSchema,
  confidence: z.number().describe('how sure a difference has to be, for each figure by itself'),
  differs: z
    .array(z.object({ what: z.string(), a: z.array(z.string()), b: z.array(z.string()) }))
    .describe('what is not the same on both sides, besides the figures'),
  figures: z.array(comparedFigureSchema),
  gates: z.array(gateSchema).describe('of each --fail-on'),
  verdict: verdictSchema.describe('the worst of the gates; passed without any'),
});

export type Comparison = z.output<typeof comparisonSchema>;
export type ComparedFigure = z.output<typeof comparedFigureSchema>;
export type GateResult = z.output<typeof gateSchema>;
export type Side = z.output<typeof sideSchema>;
