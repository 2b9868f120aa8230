import { z } from 'zod';
import { pattern } from '../../scenario/options/pattern.ts';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({ of: z.string(), matches: pattern() });

/** A container of the subject writes a line that matches, while the step waits. */
export const log: Trigger<z.output<typeof schema>> = {
  name: 'log',
  summary: 'A container of the subject writes a line that matches a regular expression.',
  schema,
  of: 'subject',
  fromNow: true,
  matcher({ of, matches }) {
    const expression = new RegExp(matches);
    return (event) => event.type === 'log' && event.subject === of && expression.test(event.text);
  },
};
