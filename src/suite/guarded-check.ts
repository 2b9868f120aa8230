import { z } from 'zod';
import type { Check, Judgement } from '../checks/check.ts';

const judgement: z.ZodType<Judgement> = z.object({
  verdict: z.enum(['passed', 'failed', 'inconclusive']),
  of: z.string().exactOptional(),
  during: z.string().exactOptional(),
  expected: z.string(),
  observed: z.string(),
  message: z.string(),
  evidence: z.array(z.int()),
});

/** Returns a user's check that gives a whole judgement, or throws: which is inconclusive, never passed. */
export function guardedCheck(check: Check): Check {
  return {
    ...check,
    judge(options, analysis) {
      const parsed = judgement.safeParse(check.judge(options, analysis));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw new TypeError(`what it returned is no judgement: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
    },
  };
}
