import { z } from 'zod';
import { satisfies } from '../../scenario/comparison.ts';
import { comparison } from '../../scenario/options/comparison.ts';
import { ServiceTasks } from './service-tasks.ts';
import type { Trigger } from './trigger.ts';

const schema = z.strictObject({ is: comparison('count') });

/** So many tasks of the service run and are meant to; with a health check Swarm calls a task running once it is healthy. */
export const replicas = {
  name: 'replicas',
  summary: 'So many tasks of the service are running.',
  schema,
  of: 'service',
  matcher({ is }, of) {
    const tasks = new ServiceTasks(of);
    return (event) => {
      tasks.take(event);
      return tasks.service !== undefined && satisfies(tasks.running().length, is);
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;
