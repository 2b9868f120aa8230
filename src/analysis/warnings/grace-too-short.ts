import type { TaskAnalysis } from '../analysis.ts';
import { taskContainerName } from '../task-container-name.ts';
import type { WarningRule } from './warning.ts';

const SIGKILL_CODE = 137;
const stopping: ReadonlySet<string> = new Set(['shutdown', 'remove']);
/** When a stop was asked for is known only from when it was seen, so a little less than the whole grace period counts. */
const MOST_OF_IT = 0.5;

/** A task was asked to stop, and killed before it had. */
export const graceTooShort: WarningRule = {
  code: 'grace-too-short',
  find({ name, service, containers, steps }) {
    const graceMs = service.configurations.at(-1)?.stopGracePeriodMs;
    if (graceMs === undefined) return [];
    const killed = service.tasks.flatMap((task) => {
      const container = task.container ?? taskContainerName(task);
      const exit = containers[container]?.exits.at(-1);
      const asked = stopAskedFor(task);
      if (exit?.code !== SIGKILL_CODE || exit.oomKilled || asked === undefined) return [];
      const afterMs = exit.atMs - asked.atMs;
      const byFault = steps.some(({ targets, atMs }) => (targets.includes(task.task) || targets.includes(container)) && atMs >= asked.atMs);
      return afterMs < graceMs * MOST_OF_IT || byFault ? [] : [{ task, afterMs, seq: exit.seq }];
    });
    const [first] = killed;
    if (first === undefined) return [];
    const who = killed.length === 1 ? first.task.task : `${killed.length} tasks, first ${first.task.task},`;
    return [
      {
        message: `${name} stops slower than its grace period allows: ${who} was asked to stop and killed before it had, with what it still had to do. Raise stop_grace_period, or drain faster.`,
        fact: `${first.task.task} exited 137 (SIGKILL) ${first.afterMs.toFixed(0)} ms after its shutdown was seen to be desired; grace period ${graceMs} ms`,
        seq: first.seq,
      },
    ];
  },
};

function stopAskedFor({ states }: TaskAnalysis): TaskAnalysis['states'][number] | undefined {
  return states.find(({ state, desiredState }) => state === 'running' && stopping.has(desiredState));
}
