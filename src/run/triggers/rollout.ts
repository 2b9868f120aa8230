import { z } from 'zod';
import { satisfies, type Comparison } from '../../scenario/comparison.ts';
import { comparison } from '../../scenario/options/comparison.ts';
import { issueText } from '../../scenario/options/issue-text.ts';
import { RolloutProgress } from './rollout-progress.ts';
import type { Trigger } from './trigger.ts';

const states = ['updating', 'paused', 'completed', 'rollback_started', 'rollback_paused', 'rollback_completed'] as const;

const schema = z
  .strictObject({
    state: z.enum(states).optional().describe("The service's update status."),
    progress: comparison('share').optional(),
    updated: comparison('count').optional(),
  })
  .refine(({ state, progress, updated }) => [state, progress, updated].some((condition) => condition !== undefined), {
    message: issueText('it does not say what to wait for', "add `state: completed`, `progress: '>= 50%'` or `updated: 1`"),
  });

/** The newest rollout of a service is in a state, or has got so far. */
export const rollout = {
  name: 'rollout',
  summary: "A service's newest rollout is in a state, such as completed, or so many of its tasks run the new spec.",
  schema,
  of: 'service',
  matcher({ state, progress, updated }, of) {
    const newest = new RolloutProgress(of);
    return (event) => {
      newest.take(event);
      return (state === undefined || newest.state === state) && reaches(newest.share(), progress) && reaches(newest.updated(), updated);
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;

function reaches(observed: number | undefined, wanted: Comparison | undefined): boolean {
  return wanted === undefined || (observed !== undefined && satisfies(observed, wanted));
}
