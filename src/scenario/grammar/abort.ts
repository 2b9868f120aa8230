import { z } from 'zod';
import type { Definitions } from '../definition.ts';
import { conditionSchema } from './delegated.ts';

/** Returns when a run stops injecting: a list of conditions, or the list and what the run then comes to. */
export function abortSchema({ triggers }: Definitions) {
  const condition = z.unknown().meta({
    description: 'One condition: a text, or in the words of `when`, without `within`.',
    anyOf: [
      {
        type: 'string',
        examples: ['availability < 80% for 5s', 'availability of users < 80% for 5s', 'outage > 10s', 'restarts of web > 3'],
      },
      ...conditionSchema(triggers, {}),
    ],
  });
  const conditions = z.array(condition).min(1);
  return z
    .union([
      conditions,
      z.strictObject({
        when: conditions.describe('Any of these.'),
        verdict: z.enum(['failed', 'inconclusive']).default('failed').describe('What the run comes to at best (default failed).'),
      }),
    ])
    .meta({ description: 'When to stop injecting, undo everything and only measure the recovery.' });
}
