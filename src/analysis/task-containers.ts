import type { ContainerAnalysis, Exit, ServiceAnalysis, TaskAnalysis } from './analysis.ts';
import { exitSignal } from './exit-signal.ts';
import { recordOf } from './record-of.ts';
import { taskContainerName } from './task-container-name.ts';

type Containers = Readonly<Record<string, ContainerAnalysis>>;

/**
 * Returns the containers of a service, with the exits that only Swarm told: a task can end on a node, or in a hole of the event stream,
 * where no `die` was seen.
 */
export function withTaskExits(containers: Containers, { tasks }: Pick<ServiceAnalysis, 'tasks'>): Containers {
  // A container may be called what every object has, such as `constructor`.
  const all = new Map(Object.entries(containers));
  for (const task of tasks) {
    const name = task.container ?? taskContainerName(task);
    const known = all.get(name);
    const exit = known?.exits.length ? undefined : exitOf(task, name);
    if (exit !== undefined) all.set(name, { ...(known ?? unseen(task)), exits: [exit] });
  }
  return recordOf(all);
}

/** Without a container nothing ran, so nothing exited: the task's error says why. */
function exitOf({ task, container: own, exitCode: code, endedMs: atMs, endedSeq: seq }: TaskAnalysis, container: string): Exit | undefined {
  if (own === undefined || code === undefined || atMs === undefined || seq === undefined) return undefined;
  const signal = exitSignal(code);
  return { container, task, incarnation: 1, code, ...(signal === undefined ? {} : { signal }), oomKilled: false, atMs, seq };
}

function unseen({ task, image }: TaskAnalysis): ContainerAnalysis {
  return { task, id: '', image, imageId: '', incarnations: [], exits: [], health: [], restarts: [] };
}
