import type { Target } from '../targets/target.ts';

/** Returns where an undo on the target finds its container again. */
export function undoPlace({ id, task }: Target): { readonly container: string; readonly node?: string } {
  return { container: id, ...(task && { node: task.nodeId }) };
}
