import { z } from 'zod';
import { requestClasses } from '../history/load-bucket.ts';

const count = z.number().int().nonnegative();
const figures = z.object({ p50: z.number(), p99: z.number(), max: z.number() });

const endpoint = z.object({ container: z.string().exactOptional(), address: z.string(), port: z.number().int() });

const loadSpec = z.object({
  url: z.string(),
  ratePerSecond: z.number().positive(),
  stages: z
    .array(z.object({ fromPerSecond: z.number(), toPerSecond: z.number(), forMs: z.number().positive() }))
    .readonly()
    .exactOptional(),
  http: z.enum(['1.1', '2']).exactOptional(),
  tls: z.object({ caFile: z.string().exactOptional(), insecure: z.boolean().exactOptional() }).exactOptional(),
  command: z.array(z.string()).readonly().exactOptional(),
  timeoutMs: z.number().positive(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().exactOptional(),
  streams: z
    .array(z.enum(['new', 'keep-alive']))
    .min(1)
    .readonly(),
  expect: z.object({ status: z.array(z.number()).readonly(), bodyPattern: z.string().exactOptional() }),
  route: z.enum(['auto', 'tasks', 'ingress', 'proxy']),
  proxy: z.object({ checkIntervalMs: z.number(), retries: z.number(), redispatch: z.boolean() }).exactOptional(),
  version: z.union([z.object({ header: z.string() }), z.object({ bodyPattern: z.string() })]).exactOptional(),
});

/** What the parent tells the prober process. A bigint does not pass through JSON, so the clock's origin is text. */
export const toProber = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    load: z.string(),
    spec: loadSpec,
    originNs: z.string().regex(/^\d+$/),
    startAtMs: z.number(),
    forMs: z.number().positive().exactOptional(),
    endpoints: z.array(endpoint).readonly(),
  }),
  z.object({ type: z.literal('endpoints'), endpoints: z.array(endpoint).readonly() }),
  z.object({ type: z.literal('stop') }),
]);

const loadBucket = z.object({
  type: z.literal('load-bucket'),
  load: z.string(),
  stream: z.enum(['new', 'keep-alive']),
  fromMs: z.number(),
  untilMs: z.number(),
  due: count,
  ok: count,
  failed: count,
  errors: z.partialRecord(z.enum(requestClasses), count),
  versions: z.record(z.string(), count),
  latencyMs: figures,
  slipMs: figures,
  stalledMs: z.number().exactOptional(),
  spoiled: z.string().exactOptional(),
  rows: z.object({
    n: count,
    dueUs: z.string(),
    slipUs: z.string(),
    latencyUs: z.string(),
    class: z.string(),
    version: z.string(),
    versionNames: z.array(z.string()).readonly(),
  }),
});

/** What the prober process tells its parent. */
export const fromProber = z.discriminatedUnion('type', [
  /** The schedule begins at `startMs`: when it was asked to, or at once when that has passed. */
  z.object({ type: z.literal('ready'), startMs: z.number() }),
  z.object({ type: z.literal('bucket'), bucket: loadBucket }),
  z.object({
    type: z.literal('version'),
    answered: z.object({
      type: z.literal('version-answered'),
      load: z.string(),
      stream: z.enum(['new', 'keep-alive']),
      version: z.string(),
      atMs: z.number(),
    }),
  }),
  /** Every bucket was sent. */
  z.object({ type: z.literal('stopped') }),
  z.object({
    type: z.literal('failed'),
    code: z.enum(['ERR_SCENARIO_INVALID', 'ERR_LOAD_FAILED']),
    message: z.string(),
    hint: z.string().exactOptional(),
  }),
]);

export type ToProber = z.infer<typeof toProber>;
export type FromProber = z.infer<typeof fromProber>;
export type StartProbing = Extract<ToProber, { type: 'start' }>;
