import { z } from 'zod';
import { requestClasses } from '../history/load-bucket.ts';

const count = z.number().int().nonnegative();
const figures = z.object({ p50: z.number(), p99: z.number(), max: z.number() });

const loadBucket = z.object({
  type: z.literal('load-bucket'),
  load: z.string(),
  stream: z.enum(['new', 'keep-alive']),
  fromMs: z.number(),
  untilMs: z.number(),
  due: count,
  ok: count,
  failed: count,
  errors: z.partialRecord(z.enum(requestClasses), count),
  versions: z.record(z.string(), count),
  latencyMs: figures,
  slipMs: figures,
  stalledMs: z.number().exactOptional(),
  spoiled: z.string().exactOptional(),
  rows: z.object({
    n: count,
    dueUs: z.string(),
    slipUs: z.string(),
    latencyUs: z.string(),
    class: z.string(),
    version: z.string(),
    versionNames: z.array(z.string()).readonly(),
  }),
});

/** What the prober process tells its parent. */
export const fromProber = z.discriminatedUnion('type', [
  /** The schedule begins at `startMs`: when it was asked to, or at once when that has passed. */
  z.object({ type: z.literal('ready'), startMs: z.number() }),
  z.object({ type: z.literal('bucket'), bucket: loadBucket }),
  z.object({
    type: z.literal('version'),
    answered: z.object({
      type: z.literal('version-answered'),
      load: z.string(),
      stream: z.enum(['new', 'keep-alive']),
      version: z.string(),
      atMs: z.number(),
    }),
  }),
  /** Every bucket was sent. */
  z.object({ type: z.literal('stopped') }),
  z.object({
    type: z.literal('failed'),
    code: z.enum(['ERR_SCENARIO_INVALID', 'ERR_LOAD_FAILED']),
    message: z.string(),
    hint: z.string().exactOptional(),
  }),
]);

export type FromProber = z.infer<typeof fromProber>;
