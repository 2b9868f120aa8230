import { z } from 'zod';
import { numberOrNaN } from './number-or-nan.ts';

const ofContainer = { subject: z.string(), container: z.string() };

/** The events about subjects and their containers, by type. */
export const subjectSchemas = {
  subject: z.object({
    type: z.literal('subject'),
    ...ofContainer,
    kind: z.enum(['container', 'attached', 'service', 'attached-service']),
    task: z.string().exactOptional(),
    id: z.string(),
    image: z.string(),
    imageId: z.string(),
    restart: z.string(),
    stopSignal: z.string().exactOptional(),
    shell: z.string().exactOptional(),
    healthcheck: z
      .object({ intervalMs: z.number(), timeoutMs: z.number(), retries: z.number(), startPeriodMs: z.number() })
      .exactOptional(),
  }),
  'container-state': z.object({
    type: z.literal('container-state'),
    ...ofContainer,
    reason: z.string(),
    status: z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'absent']),
    exitCode: z.number().exactOptional(),
    oomKilled: z.boolean().exactOptional(),
    error: z.string().exactOptional(),
    restartCount: z.number().exactOptional(),
    health: z.enum(['none', 'starting', 'healthy', 'unhealthy']).exactOptional(),
    refused: z.object({ operation: z.enum(['create', 'start']), status: z.number(), reason: z.string() }).exactOptional(),
  }),
  'engine-event': z.object({
    type: z.literal('engine-event'),
    ...ofContainer,
    incarnation: z.number(),
    action: z.string(),
    atMs: z.number(),
    exitCode: numberOrNaN.exactOptional(),
    signal: numberOrNaN.exactOptional(),
    health: z.enum(['starting', 'healthy', 'unhealthy']).exactOptional(),
    oomKilled: z.boolean().exactOptional(),
  }),
  'events-resumed': z.object({ type: z.literal('events-resumed'), lostMs: z.number(), gap: z.boolean() }),
  autoheal: z.object({
    type: z.literal('autoheal'),
    ...ofContainer,
    outcome: z.enum(['restarted', 'failed']),
    message: z.string().exactOptional(),
  }),
  log: z.object({
    type: z.literal('log'),
    ...ofContainer,
    incarnation: z.number(),
    stream: z.enum(['stdout', 'stderr']),
    text: z.string(),
    atMs: z.number(),
  }),
  'log-truncated': z.object({ type: z.literal('log-truncated'), ...ofContainer, limitBytes: z.number() }),
};
