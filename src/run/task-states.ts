import type { TaskSnapshot } from '../engine/swarm.ts';
import { lastTaskStates } from '../scenario/task-states.ts';
import type { SubjectService } from './subject-service.ts';
import type { SwarmNodes } from './swarm-nodes.ts';

/** States that come and go without any event of the engine. */
const silent: ReadonlySet<string> = new Set(['new', 'pending', 'assigned', 'accepted', 'preparing', 'ready', 'starting']);

/** Returns whether a task in this state has ended, or is not meant to run when it is its desired state. */
export function isOver(state: string): boolean {
  return lastTaskStates.has(state);
}

/**
 * Returns, as ended, the tasks that Swarm does not list any more though nobody saw their end: a scale-down takes them away, and its task
 * history limit may.
 */
export function forgotten({ tasks }: SubjectService, listed: readonly TaskSnapshot[], nowEpochMs: number): readonly TaskSnapshot[] {
  const ids = new Set(listed.map(({ id }) => id));
  return [...tasks.values()]
    .filter(({ id, state }) => !ids.has(id) && !isOver(state))
    .map((task) => ({ ...task, state: 'remove', message: 'no longer listed by Swarm', stateAtMs: nowEpochMs }));
}

/** Returns whether anything that matters to the run has changed. */
export function differs(one: TaskSnapshot, other: TaskSnapshot): boolean {
  return (
    one.state !== other.state ||
    one.desiredState !== other.desiredState ||
    one.containerId !== other.containerId ||
    JSON.stringify(one.ports) !== JSON.stringify(other.ports)
  );
}

/** Returns whether something may change without an event of this engine: a state that Docker does not tell, an update, a task on another node. */
export function isRestless({ tasks, snapshot }: SubjectService, nodes: SwarmNodes): boolean {
  const { updateStatus } = snapshot;
  if (updateStatus?.state === 'updating' || updateStatus?.state === 'rollback_started') return true;
  return [...tasks.values()].some(({ state, desiredState, nodeId }) => {
    if (isOver(state)) return false;
    return silent.has(state) || desiredState !== 'running' || nodes.get(nodeId)?.self === false;
  });
}
