import { z } from 'zod';
import { duration } from '../options/duration.ts';
import { issueText, quoteValue } from '../options/issue-text.ts';
import type { LoadSpec } from '../scenario.ts';

const FIX = 'write auto, tasks, ingress, proxy, or `{ proxy: { retries: 3 } }`';

const proxy = z
  .strictObject({
    check_interval: duration()
      .refine((ms) => ms > 0, issueText('no time at all', 'write a duration above 0, such as `250ms`'))
      .prefault('250ms')
      .describe('Time between two checks of a task by the proxy (default 250ms).'),
    retries: z.int().min(0).max(100).default(3).describe('How often the proxy tries to connect again (default 3).'),
    redispatch: z.boolean().default(true).describe('Whether it tries again at another task (default true).'),
  })
  .transform(({ check_interval, retries, redispatch }) => ({ checkIntervalMs: check_interval, retries, redispatch }));

/** How the requests reach a service. */
export const route = z
  .union([z.enum(['auto', 'tasks', 'ingress', 'proxy']), z.strictObject({ proxy })], {
    error: ({ input }) => issueText(`${quoteValue(input)} is not a route`, FIX),
  })
  .meta({
    description: 'How a service is reached: tasks (each by its own port, in turn), ingress, proxy (one HAProxy in front), auto (default).',
    examples: ['tasks', 'ingress', 'proxy'],
  })
  .transform((written): Pick<LoadSpec, 'route' | 'proxy'> => {
    if (typeof written === 'object') return { route: 'proxy', proxy: written.proxy };
    return written === 'proxy' ? { route: 'proxy', proxy: proxy.parse({}) } : { route: written };
  });
