import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What makes a task another one: an update replaces the tasks of which one of these differs. A service's template has more than a task's spec. */
const taskSpecSchema = z.object({
  ContainerSpec: z.unknown().optional(),
  Resources: z.unknown().optional(),
  RestartPolicy: z.unknown().optional(),
  Placement: z.unknown().optional(),
  ForceUpdate: z.unknown().optional(),
  LogDriver: z.unknown().optional(),
});

/**
 * Returns a digest that is the same for a service's template and for the tasks made from it. The engine keeps to itself which version of the
 * spec a task was made from. @see IsTaskDirty in https://github.com/moby/swarmkit/blob/master/manager/orchestrator/task.go
 */
export function taskSpecDigest(spec: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(taskSpecSchema.parse(spec), inOrder))
    .digest('hex');
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
