/** The states of a Swarm task, in the order in which it can come to them. @see https://docs.docker.com/engine/swarm/how-swarm-mode-works/swarm-task-states/ */
export const taskStates = [
  'new',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
] as const;

export type TaskState = (typeof taskStates)[number];

/** States that a task never leaves. */
export const lastTaskStates: ReadonlySet<string> = new Set<TaskState>(['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned']);
