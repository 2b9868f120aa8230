import { updatesOf } from './update-configurations.ts';
import type { WarningRule } from './warning.ts';

/** An update that cannot but interrupt the service. */
export const oneReplicaStopFirst: WarningRule = {
  code: 'one-replica-stop-first',
  find({ name, service }) {
    const update = updatesOf(service).find(
      ({
        configuration: {
          replicas,
          update: { order },
        },
      }) => replicas === 1 && order === 'stop-first',
    );
    if (update === undefined) return [];
    const { rollout, configuration } = update;
    return [
      {
        message: `${name} was updated with one replica and order stop-first: nothing serves while its task is replaced. Use start-first, or more replicas.`,
        fact: `replicas 1, order stop-first, at most ${rollout.maxDown} down in the update that began at ${rollout.startedMs.toFixed(0)} ms`,
        seq: rollout.transitions[0]?.seq ?? configuration.seq,
      },
    ];
  },
};
