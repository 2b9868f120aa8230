import { z } from 'zod';
import { finiteMs } from './finite.ts';
import { loadResultSchema } from './load-result-schema.ts';
import { checkResultSchema, runResultSchema, verdictSchema } from './result-schema.ts';
import type { RunResult } from './run-result.ts';

/** What `measure --json` prints. Its words are those of result.json; fields are only ever added. */
export const measureResultSchema = z.object({
  schema: z.literal(1).describe('grows only when a field changes its meaning or goes away'),
  verdict: verdictSchema.describe('the worst of the checks: failed > inconclusive > passed; passed when nothing was expected'),
  startedAt: z.string().describe('ISO-8601'),
  durationMs: z.number().nullable().describe('how long requests were due'),
  ended: runResultSchema.shape.run.shape.ended,
  faultline: z.string().describe('version of faultline that measured'),
  checks: z.array(checkResultSchema).describe('what was expected with --expect'),
  load: z.record(z.literal('measure'), loadResultSchema),
  warnings: runResultSchema.shape.warnings,
  errors: runResultSchema.shape.errors,
});

export type MeasureResult = z.output<typeof measureResultSchema>;

/** Returns a measurement as `measure --json` prints it. */
export function buildMeasureResult({ verdict, run, checks, load, windows, warnings, errors }: RunResult): MeasureResult {
  const [measured] = Object.values(load);
  if (measured === undefined) throw new TypeError('a measurement has a load');
  return {
    schema: 1,
    verdict,
    startedAt: run.startedAt,
    durationMs: windows.run === undefined ? null : finiteMs(windows.run.untilMs - windows.run.fromMs),
    ended: run.ended,
    faultline: run.faultline,
    checks,
    load: { measure: measured },
    warnings,
    errors,
  };
}

/** Returns the JSON Schema of what `measure --json` prints, as schema/measure.schema.json publishes it. It allows further fields. */
export function measureJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(measureResultSchema, { io: 'input' });
  return { $schema, title: 'faultline measure --json', description: 'What was measured, and the verdict.', ...rest };
}
