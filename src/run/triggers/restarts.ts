import { z } from 'zod';
import { satisfies } from '../../scenario/comparison.ts';
import { comparison } from '../../scenario/options/comparison.ts';
import { ReplacedTasks } from './replaced-tasks.ts';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({ is: comparison('count') });

/** How often containers of the subject have started again since the run began, whoever started them; of a service, how often a task took the place of one that had ended. */
export const restarts = {
  name: 'restarts',
  summary:
    'The containers of the subject have started again so many times, by the restart policy or by anyone else, or ended tasks were replaced.',
  schema,
  of: 'subject',
  matcher({ is }, of) {
    const replaced = new ReplacedTasks(of);
    let again = 0;
    return (event) => {
      if (event.type === 'engine-event' && event.subject === of && event.action === 'start' && event.incarnation > 1) again += 1;
      replaced.take(event);
      return satisfies(again + replaced.count, is);
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;
