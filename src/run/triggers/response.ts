import { z } from 'zod';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({ version: z.union([z.string(), z.number()]).transform(String) });

/** A request of the load is answered by this version, in a bucket of requests that ended while the step waits. */
export const response: Trigger<z.output<typeof schema>> = {
  name: 'response',
  summary: 'A request of the load is answered by a certain version.',
  schema,
  of: 'load',
  matcher({ version }, of) {
    return (event, { waiting }) => waiting && event.type === 'load-bucket' && event.load === of && (event.versions[version] ?? 0) > 0;
  },
};
