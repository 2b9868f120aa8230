import type { ServiceAnalysis, TaskAnalysis } from './analysis.ts';

export interface ServiceRestart {
  readonly task: string;
  readonly slot?: number;
  /** When Swarm made the new task. */
  readonly atMs: number;
  /** From the end of the task before to the new one's running; NaN when one of the two was not seen. */
  readonly backoffMs: number;
  readonly seq: number;
}

/** Returns the tasks that replaced one which had ended by itself. A restart by Swarm is a new task, in a new container. */
export function serviceRestarts({ tasks }: Pick<ServiceAnalysis, 'tasks'>): ServiceRestart[] {
  return tasks.flatMap((task, index) => {
    if (task.origin !== 'restart') return [];
    const before = tasks.slice(0, index).findLast((other) => other.task === task.task);
    const backoffMs = (task.runningMs ?? Number.NaN) - (before?.endedMs ?? Number.NaN);
    const slot = task.slot === undefined ? {} : { slot: task.slot };
    return [{ task: task.task, ...slot, atMs: task.createdMs, backoffMs, seq: seqOf(task) }];
  });
}

function seqOf({ states, runningSeq }: TaskAnalysis): number {
  return states[0]?.seq ?? runningSeq ?? 0;
}
