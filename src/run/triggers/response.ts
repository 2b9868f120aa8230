import { z } from 'zod';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({ of: z.string(), version: z.union([z.string(), z.number()]).transform(String) });

/** A request of the load is answered by this version, in a bucket of requests that ended while the step waits. */
export const response: Trigger<z.output<typeof schema>> = {
  name: 'response',
  summary: 'A request of the load is answered by a certain version.',
  schema,
  of: 'load',
  fromNow: true,
  matcher({ of, version }) {
    return (event) => event.type === 'load-bucket' && event.load === of && (event.versions[version] ?? 0) > 0;
  },
};
