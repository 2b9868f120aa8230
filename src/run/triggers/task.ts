import { z } from 'zod';
import type { HistoryEvent } from '../../history/history-event.ts';
import { pattern } from '../../scenario/options/pattern.ts';
import { taskStates } from '../../scenario/task-states.ts';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({
  state: z.enum(taskStates),
  slot: z.int().min(1).optional().describe('Only tasks of this slot.'),
  version: z
    .union([z.string().min(1), z.number()])
    .transform((written) => String(written).replace(/^v(?=.)/, ''))
    .optional()
    .describe("Only tasks of this version, as their image's tag tells it."),
  error: pattern().optional().describe("A regular expression that Swarm's error text matches."),
});

type Options = z.output<typeof schema>;

/** A task of the service reaches a state, once the step before has begun: what its fault did at once counts. */
export const task = {
  name: 'task',
  summary: 'A task of the service reaches a state, such as failed, with an error text that matches.',
  schema,
  of: 'service',
  matcher(options, of) {
    const error = options.error === undefined ? undefined : new RegExp(options.error);
    let since = Number.POSITIVE_INFINITY;
    let reachedAt = Number.NEGATIVE_INFINITY;
    return (event, { waiting }) => {
      if (event.type === 'step') since = event.atMs;
      if (reaches(event, of, options, error)) {
        reachedAt = event.t;
        if (waiting) return true;
      }
      return reachedAt >= since;
    };
  },
} as const satisfies Trigger<Options>;

function reaches(event: HistoryEvent, of: string, { state, slot, version }: Options, error: RegExp | undefined): boolean {
  return (
    event.type === 'task' &&
    event.subject === of &&
    event.state === state &&
    (slot === undefined || event.slot === slot) &&
    (version === undefined || event.version === version) &&
    (error === undefined || error.test(event.error))
  );
}
