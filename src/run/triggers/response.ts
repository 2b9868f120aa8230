import { z } from 'zod';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({ version: z.union([z.string(), z.number()]).transform(String) });

/**
 * A request of the load is answered by this version while the step waits. A version that begins to answer is told at once; one that was
 * answering before by the next bucket.
 */
export const response = {
  name: 'response',
  summary: 'A request of the load is answered by a certain version.',
  schema,
  of: 'load',
  matcher({ version }, of) {
    return (event, { waiting }) => {
      if (!waiting) return false;
      if (event.type === 'version-answered') return event.load === of && event.version === version;
      return event.type === 'load-bucket' && event.load === of && (event.versions[version] ?? 0) > 0;
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;
