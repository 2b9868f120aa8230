import { z } from 'zod';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Expectation } from './judge-all.ts';

const planned = z.object({
  scenario: z.object({
    expect: z.array(z.object({ kind: z.string(), options: z.unknown(), source: z.object({ line: z.int().catch(0) }).optional() })),
  }),
});

/** Returns the expectations of the newest plan that a history holds, as a session's grows; none when it holds none. */
export function plannedExpectations(events: readonly HistoryEvent[]): readonly Expectation[] {
  const event = events.findLast(({ type }) => type === 'plan');
  const plan = planned.safeParse(event?.type === 'plan' ? event.plan : undefined);
  if (!plan.success) return [];
  return plan.data.scenario.expect.map(({ kind, options, source }) => ({
    kind,
    options,
    // 0: it was not written in a file.
    ...(source === undefined || source.line === 0 ? {} : { line: source.line }),
  }));
}
