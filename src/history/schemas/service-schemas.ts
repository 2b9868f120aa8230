import { z } from 'zod';

const updateSettings = z.object({
  parallelism: z.number(),
  delayMs: z.number(),
  failureAction: z.enum(['pause', 'continue', 'rollback']),
  monitorMs: z.number(),
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
    replicas: z.number().exactOptional(),
    endpointMode: z.enum(['vip', 'dnsrr']),
    specVersion: z.number(),
    update: updateSettings,
    rollback: updateSettings,
    restart: z.object({
      condition: z.enum(['none', 'on-failure', 'any']),
      delayMs: z.number(),
      maxAttempts: z.number(),
      windowMs: z.number(),
    }),
    stopGracePeriodMs: z.number(),
    healthcheck: z
      .object({ intervalMs: z.number(), timeoutMs: z.number(), retries: z.number(), startPeriodMs: z.number() })
      .exactOptional(),
    taskHistoryLimit: z.number(),
    written: z.array(z.string()).exactOptional(),
  }),
  task: z.object({
    type: z.literal('task'),
    subject: z.string(),
    task: z.string(),
    taskId: z.string(),
    slot: z.number().exactOptional(),
    node: z.string(),
    image: z.string(),
    version: z.string(),
    state: z.string(),
    desiredState: z.string(),
    message: z.string(),
    error: z.string(),
    exitCode: z.number().exactOptional(),
    container: z.string().exactOptional(),
    atMs: z.number(),
    createdMs: z.number(),
    specVersion: z.number().exactOptional(),
  }),
  rollout: z.object({
    type: z.literal('rollout'),
    subject: z.string(),
    state: z.enum(['updating', 'paused', 'completed', 'rollback_started', 'rollback_paused', 'rollback_completed']),
    message: z.string(),
    atMs: z.number(),
  }),
};
