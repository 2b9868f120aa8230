import { z } from 'zod';
import { requestClasses } from '../load-bucket.ts';
import { numberOrNaN } from './number-or-nan.ts';
import { lengthMs, ms } from './times.ts';

const count = z.int().nonnegative();
const column = z.base64();
const spread = z.object({ p50: numberOrNaN, p99: numberOrNaN, max: numberOrNaN });

/** The events that a load writes, by type. */
export const loadSchemas = {
  'load-started': z.object({
    type: z.literal('load-started'),
    load: z.string(),
    url: z.string(),
    ratePerSecond: z.number().positive(),
    stages: z
      .array(z.object({ fromPerSecond: z.number().nonnegative(), toPerSecond: z.number().positive(), forMs: ms.positive() }))
      .readonly()
      .exactOptional(),
    timeoutMs: ms.positive(),
    streams: z.array(z.string()).max(2),
  }),
  'version-answered': z.object({
    type: z.literal('version-answered'),
    load: z.string(),
    stream: z.enum(['new', 'keep-alive']),
    version: z.string(),
    atMs: ms,
  }),
  'load-bucket': z.object({
    type: z.literal('load-bucket'),
    load: z.string(),
    stream: z.enum(['new', 'keep-alive']),
    fromMs: ms,
    untilMs: ms,
    due: count,
    ok: count,
    failed: count,
    errors: z.partialRecord(z.enum(requestClasses), count.exactOptional()),
    versions: z.record(z.string(), count),
    latencyMs: spread,
    slipMs: spread,
    stalledMs: ms.exactOptional(),
    spoiled: z.string().exactOptional(),
    rows: z.object({
      n: count,
      dueUs: column,
      slipUs: column,
      latencyUs: column,
      class: column,
      version: column,
      versionNames: z.array(z.string()),
    }),
    rest: z
      .object({
        class: z.enum(requestClasses),
        n: count,
        firstUs: z.number().nonnegative(),
        stepUs: z.number().positive(),
        places: count,
        versions: z.record(z.string(), count),
        latencyUs: column,
        leastUs: column,
        slipUs: column,
      })
      .exactOptional(),
  }),
  pressure: z.object({
    type: z.literal('pressure'),
    pressure: z.string(),
    durationMs: lengthMs,
    responses: z.number().nonnegative(),
    bytes: z.number().nonnegative(),
    responsesPerSecond: z.number().nonnegative(),
    restarts: count,
  }),
  endpoint: z.object({
    type: z.literal('endpoint'),
    load: z.string(),
    route: z.enum(['published-port', 'external', 'tasks', 'ingress', 'proxy']),
    endpoints: z.array(z.object({ container: z.string().exactOptional(), address: z.string(), port: z.int() })),
    reason: z.string(),
  }),
};
