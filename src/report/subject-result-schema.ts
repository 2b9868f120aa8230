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

/** One subject: its exits, restarts and health over all of its containers, and each container. */
export const subjectResultSchema = z.object({
  kind: z.enum(['container', 'attached', 'service', 'attached-service']),
  exits: z.array(exitSchema).describe('by time'),
  restarts: z.int().min(0).describe('starts that no step and no undo asked for: the restart policy’s or autoheal’s work'),
  health: z.array(healthSchema).describe('health changes, by time'),
  rollouts: z.array(z.unknown()).describe('of a service; empty for containers'),
  containers: z.record(z.string(), containerSchema).describe('by container name'),
});
