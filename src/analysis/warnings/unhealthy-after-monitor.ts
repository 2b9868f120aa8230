import type { TaskAnalysis } from '../analysis.ts';
import { taskContainerName } from '../task-container-name.ts';
import { updatesOf, watchedMs, type UpdateRun } from './update-configurations.ts';
import type { WarningRule, WatchedService } from './warning.ts';

/** A version turned out to be sick when the update was over, so that nothing took it back. */
export const unhealthyAfterMonitor: WarningRule = {
  code: 'unhealthy-after-monitor',
  find(watched) {
    for (const update of updatesOf(watched.service)) {
      if (update.rollout.state !== 'completed') continue;
      const found = watched.service.tasks.flatMap((task) => turnedSick(task, update, watched) ?? [])[0];
      if (found === undefined) continue;
      const { task, afterMs, seq } = found;
      const forMs = watchedMs(update.configuration.update);
      return [
        {
          message: `The update of ${watched.name} to version ${task.version} was called completed, and then the version turned unhealthy: nothing rolls it back any more. A longer monitor would have seen it.`,
          fact: `${task.task} turned unhealthy ${afterMs.toFixed(0)} ms after it ran, monitored for ${forMs} ms`,
          seq,
        },
      ];
    }
    return [];
  },
};

/** A task that the update made and that no fault hit. */
function turnedSick(
  task: TaskAnalysis,
  { rollout, configuration }: UpdateRun,
  { containers, steps }: WatchedService,
): { readonly task: TaskAnalysis; readonly afterMs: number; readonly seq: number } | undefined {
  const { runningMs, origin, createdMs } = task;
  if (origin !== 'rollout' || runningMs === undefined) return undefined;
  if (createdMs < rollout.startedMs || createdMs > (rollout.endedMs ?? Number.POSITIVE_INFINITY)) return undefined;
  const container = task.container ?? taskContainerName(task);
  const sick = containers[container]?.health.find(({ status }) => status === 'unhealthy');
  if (sick === undefined || sick.atMs <= runningMs + watchedMs(configuration.update)) return undefined;
  const hit = steps.some(
    ({ targets, atMs }) => atMs >= createdMs && atMs <= sick.atMs && (targets.includes(task.task) || targets.includes(container)),
  );
  return hit ? undefined : { task, afterMs: sick.atMs - runningMs, seq: sick.seq };
}
