import { z } from 'zod';

const ms = z.number();

const exitSchema = z.object({
  task: z.string().describe('name of the container that exited; of a service, its task'),
  container: z.string(),
  incarnation: z.int().describe('which life of the container, from 1'),
  code: z.int().nullable().describe('exit code; null when the engine did not tell'),
  signal: z.string().optional().describe('name of the signal when the code is 128 + n; a program may also exit so by itself'),
  oomKilled: z.boolean().describe('the kernel’s OOM killer ended it'),
  atMs: ms.nullable(),
  seq: z.int(),
});

const restartSchema = z.object({
  atMs: ms.nullable(),
  by: z.enum(['policy', 'autoheal']),
  backoffMs: ms.nullable().describe('from the exit to the start'),
  seq: z.int(),
});

const healthSchema = z.object({
  container: z.string(),
  status: z.enum(['starting', 'healthy', 'unhealthy']),
  atMs: ms.nullable(),
  seq: z.int(),
});

const containerSchema = z.object({
  id: z.string(),
  image: z.string(),
  imageId: z.string().optional().describe('what that name meant at the time; absent when the engine did not tell'),
  incarnations: z
    .array(z.object({ incarnation: z.int(), startedMs: ms.nullable(), endedMs: ms.nullable() }))
    .describe('its lives; endedMs is null while it runs'),
  restarts: z.array(restartSchema),
  state: z
    .object({
      status: z.string(),
      exitCode: z.int().optional(),
      oomKilled: z.boolean().optional(),
      restartCount: z.int().optional(),
      health: z.string().optional(),
      error: z.string().optional(),
      refused: z.object({ operation: z.enum(['create', 'start']), status: z.int(), reason: z.string() }).optional(),
    })
    .optional()
    .describe('what the last inspection found'),
});

const taskSchema = z.object({
  task: z.string().describe('its slot’s name: web.2'),
  taskId: z.string(),
  slot: z.int().optional().describe('absent for global services'),
  node: z.string(),
  image: z.string(),
  version: z.string().describe('the image’s tag without a leading v'),
  origin: z.enum(['initial', 'scale', 'rollout', 'restart']).describe('why it exists'),
  state: z.string().describe('the last one seen'),
  createdMs: ms.nullable(),
  runningMs: ms.nullable().describe('null when it never ran'),
  endedMs: ms.nullable().describe('null while it runs'),
  error: z.string().describe('Swarm’s own words when something went wrong, else empty'),
  exitCode: z.int().optional(),
  container: z.string().optional(),
});

const rolloutSchema = z.object({
  kind: z.enum(['update', 'rollback']),
  state: z
    .enum(['updating', 'paused', 'completed', 'rollback_started', 'rollback_paused', 'rollback_completed'])
    .describe('the last one; rollback_started: the update was rolled back'),
  message: z.string(),
  fromMs: ms,
  untilMs: ms.nullable().describe('null when it had not ended'),
  batches: z.array(z.object({ atMs: ms, tasks: z.array(z.string()) })).describe('tasks that were created together'),
  maxDown: z.int().min(0).describe('the most of the wanted tasks that did not run at one instant'),
});

const replicasSchema = z.object({
  atMs: ms.nullable(),
  running: z.int().min(0),
  wanted: z.int().min(0).nullable().describe('null for a global service'),
  versions: z.record(z.string(), z.int().min(0)).describe('running tasks by version'),
  seq: z.int(),
});

/** One subject: its exits, restarts and health over all of its containers, and each container. */
export const subjectResultSchema = z.object({
  kind: z.enum(['container', 'attached', 'service', 'attached-service']),
  exits: z.array(exitSchema).describe('by time'),
  restarts: z
    .int()
    .min(0)
    .describe(
      'starts that no step and no undo asked for: the restart policy’s or autoheal’s work; of a service, tasks that replaced one that had ended',
    ),
  health: z.array(healthSchema).describe('health changes, by time'),
  tasks: z
    .array(taskSchema)
    .describe('of a service: every task seen, by creation, also those that Swarm has forgotten; empty for containers'),
  rollouts: z.array(rolloutSchema).describe('of a service: its updates and rollbacks; empty for containers'),
  replicas: z.array(replicasSchema).describe('of a service: how many tasks ran, from each instant on; empty for containers'),
  containers: z.record(z.string(), containerSchema).describe('by container name'),
});
