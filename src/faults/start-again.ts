import type { Target } from '../targets/target.ts';
import type { UndoAction } from './undo-action.ts';

/**
 * Returns the undo of a fault that may end the target: start it again. What was there before the run is running again after it;
 * the run's own container only when the step has a `for:`, because starting it would hide what became of it.
 */
export function startAgain(target: Target): UndoAction[] {
  return [{ action: 'start', container: target.id, when: target.attached === true ? 'run-end' : 'for-end' }];
}
