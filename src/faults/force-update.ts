import { z } from 'zod';
import type { Fault } from './fault.ts';
import { liveService, whileServiceThere } from './live-service.ts';
import { replacedAtOnce } from './tasks-at-once.ts';

const schema = z.strictObject({});

/** Replaces every task by one of the same spec: a rolling restart. */
export const forceUpdate = {
  name: 'force-update',
  summary: 'Replaces every task by one of the same spec, as `docker service update --force` does: a rolling restart.',
  schema,
  of: 'service',
  lasts: 'never',
  tasksAtOnce: (_options, running, { updateConfig }) => replacedAtOnce(running, updateConfig),
  async prepare(_options, target, context) {
    const { swarm, service } = await liveService(context, target);
    return {
      undo: [],
      async inject() {
        await whileServiceThere(target, async () => swarm.updateService(service.id, { force: true }));
        return { method: 'api', details: { image: service.image } };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;
