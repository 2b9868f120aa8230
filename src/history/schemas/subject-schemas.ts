import { z } from 'zod';
import { intOrNaN } from './number-or-nan.ts';
import { ms } from './times.ts';

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
    healthcheck: z.object({ intervalMs: ms, timeoutMs: ms, retries: z.int(), startPeriodMs: ms }).exactOptional(),
  }),
  'container-state': z.object({
    type: z.literal('container-state'),
    ...ofContainer,
    reason: z.string(),
    status: z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'absent']),
    exitCode: z.int().exactOptional(),
    oomKilled: z.boolean().exactOptional(),
    error: z.string().exactOptional(),
    restartCount: z.int().exactOptional(),
    health: z.enum(['none', 'starting', 'healthy', 'unhealthy']).exactOptional(),
    refused: z.object({ operation: z.enum(['create', 'start']), status: z.int(), reason: z.string() }).exactOptional(),
  }),
  'engine-event': z.object({
    type: z.literal('engine-event'),
    ...ofContainer,
    incarnation: z.int(),
    action: z.string(),
    atMs: ms,
    exitCode: intOrNaN.exactOptional(),
    signal: intOrNaN.exactOptional(),
    health: z.enum(['starting', 'healthy', 'unhealthy']).exactOptional(),
    oomKilled: z.boolean().exactOptional(),
  }),
  'events-resumed': z.object({ type: z.literal('events-resumed'), lostMs: ms, gap: z.boolean() }),
  autoheal: z.object({
    type: z.literal('autoheal'),
    ...ofContainer,
    outcome: z.enum(['restarted', 'failed']),
    message: z.string().exactOptional(),
  }),
  log: z.object({
    type: z.literal('log'),
    ...ofContainer,
    incarnation: z.int(),
    stream: z.enum(['stdout', 'stderr']),
    text: z.string(),
    atMs: ms,
  }),
  'log-truncated': z.object({ type: z.literal('log-truncated'), ...ofContainer, limitBytes: z.int() }),
};
