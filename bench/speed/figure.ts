import { z } from 'zod';

/** Values of the same thing, apart by repetition: how far the repetitions differ is the noise. */
export const repetitions = z.array(z.array(z.number()));

/** One thing that a benchmark measured. Less is better, whatever it is. */
export const figureSchema = z.object({
  /** Unique within its benchmark. */
  what: z.string(),
  unit: z.enum(['ms', 'µs', 'B', 'MB', '']),
  /** Which of the two is compared with the peer and with the baseline. */
  statistic: z.enum(['median', 'p99']),
  repetitions,
  /** What it is compared with: something that does the same, or a bare minimum. */
  peer: z.object({ name: z.string(), repetitions }).exactOptional(),
});
export type Figure = z.infer<typeof figureSchema>;

/** What a benchmark's process tells. */
export const outcomeSchema = z.union([
  z.object({
    figures: z.array(figureSchema),
    /** What could not be compared or was not right, each with what to do. */
    notes: z.array(z.string()),
  }),
  z.object({ error: z.string() }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;
export type Measured = Extract<Outcome, { readonly figures: unknown }>;
