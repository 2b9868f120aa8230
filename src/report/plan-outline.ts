import { z } from 'zod';
import type { HistoryEventOf } from '../history/history-event.ts';

/** As much of a recorded plan as it takes to say what comes next, and when. */
const outlineSchema = z.object({
  scenario: z.object({ steady: z.object({ forMs: z.number() }).optional() }).default({}),
  steps: z.array(
    z.object({
      label: z.string(),
      trigger: z.object({ kind: z.string(), atMs: z.number().optional(), afterMs: z.number().optional() }),
      fault: z.object({ forMs: z.number().optional() }).optional(),
      occurrences: z.array(z.object({ offsetMs: z.number() })),
    }),
  ),
});

export type PlanOutline = z.output<typeof outlineSchema>;

/** Returns the outline of a plan; undefined when it was written by a faultline that had others. */
export function planOutline(event: HistoryEventOf<'plan'>): PlanOutline | undefined {
  const outline = outlineSchema.safeParse(event.plan);
  return outline.success ? outline.data : undefined;
}
