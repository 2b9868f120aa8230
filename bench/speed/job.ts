import { z } from 'zod';

/** What the process of a benchmark is asked for. */
export const jobSchema = z.object({
  benchmark: z.string(),
  /** Fewer and shorter repetitions. */
  quick: z.boolean(),
  /** An empty directory of its own. */
  directory: z.string(),
  /** The private engine, for a benchmark that needs one. */
  engine: z.object({ name: z.string(), socket: z.string() }).exactOptional(),
});
export type Job = z.infer<typeof jobSchema>;
