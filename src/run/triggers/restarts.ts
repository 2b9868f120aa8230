import { z } from 'zod';
import { satisfies } from '../../scenario/comparison.ts';
import { comparison } from '../../scenario/options/comparison.ts';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({ is: comparison('count') });

/** How often containers of the subject have started again since the run began, whoever started them. */
export const restarts = {
  name: 'restarts',
  summary: 'The containers of the subject have started again so many times, by the restart policy or by anyone else.',
  schema,
  of: 'subject',
  matcher({ is }, of) {
    let again = 0;
    return (event) => {
      if (event.type === 'engine-event' && event.subject === of && event.action === 'start' && event.incarnation > 1) again += 1;
      return satisfies(again, is);
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;
