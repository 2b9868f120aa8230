import { z } from 'zod';

/** One run of one tool beside the truth about it. What a tool cannot tell is null. */
export const comparison = z.object({
  fault: z.string(),
  tool: z.string(),
  repetition: z.number(),
  ratePerSecond: z.number(),
  durationMs: z.number(),
  truth: z.object({ availability: z.number(), p99Ms: z.number(), longestOutageMs: z.number() }),
  /** Null: it gave up and told nothing. */
  reported: z
    .object({
      ok: z.number(),
      failed: z.number(),
      p99Ms: z.number().nullable(),
      longestOutageMs: z.number().nullable(),
    })
    .nullable(),
  /** Of its whole process or processes; of faultline both streams together. */
  cpuMs: z.number(),
  /** Of faultline only. */
  outages: z
    .object({
      edges: z.array(z.object({ edge: z.enum(['start', 'end']), errorMs: z.number(), statedMs: z.number() })),
      missed: z.number(),
      extra: z.number(),
      extraCertainMs: z.number(),
    })
    .exactOptional(),
  /** Of faultline only: how it kept its own schedule. */
  schedule: z.object({ slipP99Ms: z.number().nullable(), unsent: z.number(), spoiledBuckets: z.number() }).exactOptional(),
});
export type Comparison = z.infer<typeof comparison>;
