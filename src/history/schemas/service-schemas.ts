import { z } from 'zod';
import { ms } from './times.ts';

const updateSettings = z.object({
  parallelism: z.number(),
  delayMs: ms,
  failureAction: z.enum(['pause', 'continue', 'rollback']),
  monitorMs: ms,
  maxFailureRatio: z.number(),
  order: z.enum(['stop-first', 'start-first']),
});

/** The events about Swarm services, their tasks and their rollouts, by type. */
export const serviceSchemas = {
  service: z.object({
    type: z.literal('service'),
    subject: z.string(),
    kind: z.enum(['service', 'attached-service']),
    id: z.string(),
    name: z.string(),
    image: z.string(),
    mode: z.enum(['replicated', 'global']),
    replicas: z.int().nonnegative().exactOptional(),
    endpointMode: z.enum(['vip', 'dnsrr']),
    specVersion: z.int(),
    update: updateSettings,
    rollback: updateSettings,
    restart: z.object({
      condition: z.enum(['none', 'on-failure', 'any']),
      delayMs: ms,
      maxAttempts: z.number(),
      windowMs: ms,
    }),
    stopGracePeriodMs: ms,
    healthcheck: z.object({ intervalMs: ms, timeoutMs: ms, retries: z.int(), startPeriodMs: ms }).exactOptional(),
    taskHistoryLimit: z.int(),
    written: z.array(z.string()).exactOptional(),
  }),
  task: z.object({
    type: z.literal('task'),
    subject: z.string(),
    task: z.string(),
    taskId: z.string(),
    slot: z.int().exactOptional(),
    node: z.string(),
    image: z.string(),
    version: z.string(),
    state: z.string(),
    desiredState: z.string(),
    message: z.string(),
    error: z.string(),
    exitCode: z.int().exactOptional(),
    container: z.string().exactOptional(),
    atMs: ms,
    createdMs: ms,
    specVersion: z.int().exactOptional(),
  }),
  rollout: z.object({
    type: z.literal('rollout'),
    subject: z.string(),
    state: z.enum(['updating', 'paused', 'completed', 'rollback_started', 'rollback_paused', 'rollback_completed']),
    message: z.string(),
    atMs: ms,
  }),
};
