import type { Target } from '../targets/target.ts';
import type { UndoAction } from './undo-action.ts';

/** How long a container that was sent a signal may take to exit, where nothing says it: as long as Docker lets it stop. */
export const EXITS_WITHIN_MS = 10_000;

/**
 * Returns the undo of a fault that may end the target: start it again. What was there before the run is running again after it;
 * the run's own container only when the step has a `for:`, because starting it would hide what became of it. A task is never started
 * again: Swarm replaces it, and its old container would run beside the new one.
 */
export function startAgain(target: Target, withinMs?: number): UndoAction[] {
  if (target.kind === 'task') return [];
  const when = target.attached === true ? 'run-end' : 'for-end';
  return [{ action: 'start', container: target.id, when, ...(withinMs !== undefined && { withinMs }) }];
}
