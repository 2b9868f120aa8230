import { z } from 'zod';
import { duration } from '../options/duration.ts';
import { issueText, quoteValue } from '../options/issue-text.ts';
import { share } from '../options/share.ts';
import type { UpdateConfig } from '../service-spec.ts';
import { withoutUndefined } from '../without-undefined.ts';

const FIX = "write `'25%'` or `0.25`";

const failureRatio = () =>
  z
    .union([share(), z.number().min(0).max(1, issueText('so many tasks there are not', FIX))], {
      error: ({ input }) => issueText(`${quoteValue(input)} is not a share of tasks`, FIX),
    })
    .meta({ description: 'The share of new tasks that may fail before the update counts as failed (Docker: 0).', examples: ['25%', 0.25] });

const words = {
  parallelism: z.int().min(0).optional().describe('How many tasks are replaced at a time; 0 is all at once (Docker: 1).'),
  delay: duration().optional().describe('Time between two batches (Docker: 0s).'),
  monitor: duration().optional().describe('How long each new task is watched for failures (Docker: 5s).'),
  max_failure_ratio: failureRatio().optional(),
  order: z
    .enum(['stop-first', 'start-first'])
    .optional()
    .describe('stop-first (Docker): the old task stops before the new one starts; start-first: both run for a moment.'),
};

interface Written {
  readonly parallelism?: number | undefined;
  readonly delay?: number | undefined;
  readonly failure_action?: UpdateConfig['failureAction'] | undefined;
  readonly monitor?: number | undefined;
  readonly max_failure_ratio?: number | undefined;
  readonly order?: UpdateConfig['order'] | undefined;
}

function toUpdateConfig({ parallelism, delay, failure_action, monitor, max_failure_ratio, order }: Written): UpdateConfig {
  return withoutUndefined({
    parallelism,
    delayMs: delay,
    failureAction: failure_action,
    monitorMs: monitor,
    maxFailureRatio: max_failure_ratio,
    order,
  });
}

/** How Swarm replaces the tasks of a service when its spec changes. */
export const updateConfig = z
  .strictObject({
    ...words,
    failure_action: z.enum(['pause', 'continue', 'rollback']).optional().describe('When the update has failed (Docker: pause).'),
  })
  .transform(toUpdateConfig);

/** The same for a rollback, which cannot be rolled back itself. */
export const rollbackConfig = z
  .strictObject({
    ...words,
    failure_action: z.enum(['pause', 'continue']).optional().describe('When the rollback fails, too (Docker: pause).'),
  })
  .transform(toUpdateConfig);
