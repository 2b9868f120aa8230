import { z } from 'zod';
import { parseEngineTime } from '../containers/engine-time.ts';
import { taskStates } from '../../scenario/task-states.ts';
import type { TaskSnapshot } from '../swarm.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { taskSpecDigest } from './task-spec-digest.ts';

const taskStateSchema = z.enum(taskStates);

/** The part of GET /tasks that faultline reads. */
const taskSchema = z.object({
  ID: z.string(),
  CreatedAt: z.string(),
  ServiceID: z.string(),
  Slot: z.number().nullish(),
  NodeID: z.string().nullish(),
  Spec: z.looseObject({ ContainerSpec: z.looseObject({ Image: z.string().nullish() }).nullish() }),
  DesiredState: taskStateSchema,
  Status: z.object({
    Timestamp: z.string(),
    State: taskStateSchema,
    Message: z.string().nullish(),
    Err: z.string().nullish(),
    ContainerStatus: z.object({ ContainerID: z.string().nullish(), ExitCode: z.number().nullish() }).nullish(),
    PortStatus: z
      .object({
        Ports: z.array(z.object({ Protocol: z.string(), TargetPort: z.number(), PublishedPort: z.number().nullish() })).nullish(),
      })
      .nullish(),
  }),
});

export type TaskInspect = z.infer<typeof taskSchema>;

/** Returns every task of a service that Swarm still remembers, by slot and then by creation. */
export async function listTasks(connection: EngineConnection, serviceId: string): Promise<readonly TaskSnapshot[]> {
  const filters = JSON.stringify({ service: [serviceId] });
  const answer = await connection.ask('Listing tasks', async (docker): Promise<unknown> => docker.listTasks({ filters }));
  return z
    .array(z.unknown())
    .parse(answer)
    .map((task) => taskSnapshot(parseTask(task)))
    .sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0) || a.createdAtMs - b.createdAtMs);
}

/** Returns what the engine says of a task, checked. */
export function parseTask(body: unknown): TaskInspect {
  return taskSchema.parse(body);
}

/** Returns the task in the words of the domain. */
export function taskSnapshot(task: TaskInspect): TaskSnapshot {
  const { Status: status } = task;
  return {
    id: task.ID,
    serviceId: task.ServiceID,
    ...(task.Slot ? { slot: task.Slot } : {}),
    nodeId: task.NodeID ?? '',
    image: task.Spec.ContainerSpec?.Image ?? '',
    taskSpec: taskSpecDigest(task.Spec),
    state: status.State,
    desiredState: task.DesiredState,
    message: status.Message ?? '',
    error: status.Err ?? '',
    containerId: status.ContainerStatus?.ContainerID ?? '',
    ...exitCodeOf(status),
    createdAtMs: parseEngineTime(task.CreatedAt) ?? 0,
    stateAtMs: parseEngineTime(status.Timestamp) ?? 0,
    ports: portsOf(status),
  };
}

/** Of a container that has not ended the engine tells 0 as well. */
function exitCodeOf({ State: state, ContainerStatus: container }: TaskInspect['Status']): Pick<TaskSnapshot, 'exitCode'> {
  const hasEnded = state === 'complete' || state === 'failed' || state === 'shutdown';
  const exitCode = container?.ContainerID ? container.ExitCode : undefined;
  return hasEnded && typeof exitCode === 'number' ? { exitCode } : {};
}

function portsOf({ PortStatus: ports }: TaskInspect['Status']): Record<string, number> {
  const entries = (ports?.Ports ?? []).map(
    ({ Protocol, TargetPort, PublishedPort }) => [`${TargetPort}/${Protocol}`, PublishedPort ?? 0] as const,
  );
  return Object.fromEntries(entries.filter(([, published]) => published > 0));
}
