import { FaultlineError } from '../errors/faultline-error.ts';
import type { Fault } from '../faults/fault.ts';
import type { Candidate } from './candidate.ts';

const DEFAULT_MS = 10_000;

export interface Bounds {
  /** As asked for one fault. */
  readonly durationMs?: number;
  /** The whole attack. */
  readonly forMs?: number;
  /** Absent: it strikes once. */
  readonly everyMs?: number;
}

/**
 * Returns how long a fault lasts before it is undone; undefined: its undo, if there is one, is at the end of the attack. Every fault is bounded:
 * what is not said is 10 s, or half of what lies between two strikes. What ends a process once is left as it is until the end, so that one sees
 * whether it comes back by itself; a task that has ended is replaced by Swarm.
 * @throws FaultlineError ERR_USAGE when the fault does not last and a duration is asked
 */
export function lastingMs(
  fault: Pick<Fault, 'name' | 'lasts' | 'endsTasks'>,
  targets: readonly Candidate[],
  bounds: Bounds,
): number | undefined {
  const { durationMs, forMs, everyMs } = bounds;
  if (fault.lasts !== 'optional') {
    if (durationMs === undefined) return undefined;
    throw new FaultlineError('ERR_USAGE', `${fault.name} does not last, so it takes no --duration.`, { hint: 'Leave it out.' });
  }
  const onTasks = targets.some(({ target }) => target.kind === 'task');
  const asked = durationMs ?? (everyMs === undefined ? forMs : undefined);
  if (asked !== undefined) return asked;
  if (fault.endsTasks === true && (everyMs === undefined || onTasks)) return undefined;
  return everyMs === undefined ? DEFAULT_MS : Math.max(1, Math.round(Math.min(DEFAULT_MS, everyMs / 2)));
}
