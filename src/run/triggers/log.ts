import { z } from 'zod';
import { pattern } from '../../scenario/options/pattern.ts';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({ matches: pattern() });

/** A container of the subject writes a line that matches, while the step waits. */
export const log = {
  name: 'log',
  summary: 'A container of the subject writes a line that matches a regular expression.',
  schema,
  of: 'subject',
  matcher({ matches }, of) {
    const expression = new RegExp(matches);
    return (event, { waiting }) => waiting && event.type === 'log' && event.subject === of && expression.test(event.text);
  },
} as const satisfies Trigger<z.output<typeof schema>>;
