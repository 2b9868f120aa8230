import { z } from 'zod';
import { withoutUndefined } from '../scenario/without-undefined.ts';
import type { Fault } from './fault.ts';
import { liveService, whileServiceThere } from './live-service.ts';
import { replacedAtOnce } from './tasks-at-once.ts';
import type { ServiceUndo } from './undo-action.ts';

const schema = z.strictObject({});

/** Takes the last change of a service's spec back by hand, also in the middle of a rollout. */
export const rollback = {
  name: 'rollback',
  summary: 'Goes back to the previous spec by hand, as `docker service rollback` does, also in the middle of a rollout.',
  schema,
  of: 'service',
  lasts: 'never',
  tasksAtOnce: (_options, running, { rollbackConfig }) => replacedAtOnce(running, rollbackConfig),
  async prepare(_options, target, context) {
    const { swarm, service } = await liveService(context, target);
    const { id, image, replicas } = service;
    const undo: ServiceUndo = { action: 'roll-back-service', service: id, image, ...withoutUndefined({ replicas }), when: 'run-end' };
    return {
      undo: target.attached === true ? [undo] : [],
      async inject() {
        await whileServiceThere(target, async () => swarm.rollbackService(id));
        const after = await swarm.inspectService(id);
        return { method: 'api', details: { from: image, ...withoutUndefined({ image: after?.image }) } };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;
