import { groupBy } from '../group-by.ts';
import type { WarningRule } from './warning.ts';

/** Swarm has forgotten tasks that this history still knows. */
export const taskHistoryTooSmall: WarningRule = {
  code: 'task-history-too-small',
  find({ name, service }) {
    const configuration = service.configurations.at(-1);
    if (configuration === undefined) return [];
    const { taskHistoryLimit: limit } = configuration;
    const ended = service.tasks.filter(({ endedMs }) => endedMs !== undefined);
    const [slot, tasks] = [...groupBy(ended, ({ task }) => task)].toSorted(([, left], [, right]) => right.length - left.length)[0] ?? [];
    if (slot === undefined || tasks === undefined || tasks.length <= limit) return [];
    return [
      {
        message: `Swarm remembers fewer tasks of ${name} than ended in one slot: docker service ps no longer shows why the first ones did. Raise docker swarm update --task-history-limit.`,
        fact: `${tasks.length} tasks of ${slot} ended, the task history limit is ${limit}`,
        seq: tasks.at(-1)?.endedSeq ?? configuration.seq,
      },
    ];
  },
};
