import type { ContainerAnalysis, SubjectAnalysis, TaskAnalysis } from '../analysis/analysis.ts';
import { taskContainerName } from '../analysis/task-container-name.ts';

const nothing: ContainerAnalysis = { id: '', image: '', imageId: '', incarnations: [], exits: [], health: [], restarts: [] };

/** Returns the container of a task, as far as it is known. Where no start was seen, Swarm told since when it ran. */
export function taskContainer(
  task: TaskAnalysis,
  containers: SubjectAnalysis['containers'],
): { readonly name: string; readonly container: ContainerAnalysis } {
  const name = task.container ?? taskContainerName(task);
  const known = containers[name];
  return { name, container: { ...(known ?? nothing), incarnations: livesOf(task, known) } };
}

/** Returns whether a task ended without ever having run, because something went wrong. */
export function neverRan({ runningMs, error }: TaskAnalysis): boolean {
  return runningMs === undefined && error !== '';
}

function livesOf({ runningMs: startedMs, endedMs }: TaskAnalysis, known: ContainerAnalysis | undefined): ContainerAnalysis['incarnations'] {
  const [first, ...later] = known?.incarnations ?? [];
  if (first !== undefined) return [{ ...first, startedMs: Math.min(first.startedMs, startedMs ?? first.startedMs) }, ...later];
  return startedMs === undefined ? [] : [{ incarnation: 1, startedMs, ...(endedMs === undefined ? {} : { endedMs }) }];
}
