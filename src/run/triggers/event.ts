import { z } from 'zod';
import type { Trigger } from './trigger.ts';

const actions = [
  'create',
  'start',
  'kill',
  'die',
  'stop',
  'oom',
  'pause',
  'unpause',
  'restart',
  'destroy',
  'health_status',
  'exec_die',
] as const;

const schema = z.strictObject({ action: z.enum(actions), code: z.int().min(0).max(255).optional() });

/** The engine reports something about a container of the subject, while the step waits. */
export const event = {
  name: 'event',
  summary: 'The engine reports an event of a container of the subject, such as `die` with an exit code.',
  schema,
  of: 'subject',
  matcher({ action, code }, of) {
    return (happened, { waiting }) =>
      waiting &&
      happened.type === 'engine-event' &&
      happened.subject === of &&
      happened.action === action &&
      (code === undefined || happened.exitCode === code);
  },
} as const satisfies Trigger<z.output<typeof schema>>;
