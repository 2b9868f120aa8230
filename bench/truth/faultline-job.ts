import { z } from 'zod';

/** What the process that measures with faultline is asked for. */
export const faultlineJob = z.object({
  port: z.number(),
  ratePerSecond: z.number(),
  timeoutMs: z.number(),
  durationMs: z.number(),
  streams: z.array(z.enum(['new', 'keep-alive'])),
  /** Bytes of JSON that the main process makes a second while its load runs. */
  jsonBytesPerSecond: z.number(),
});
export type FaultlineJob = z.infer<typeof faultlineJob>;

const stream = z.object({
  stream: z.enum(['new', 'keep-alive']),
  due: z.number(),
  ok: z.number(),
  failed: z.number(),
  unsent: z.number(),
  availability: z.number().nullable(),
  p99Ms: z.number().nullable(),
  errors: z.record(z.string(), z.number()),
  slipP50Ms: z.number().nullable(),
  slipP99Ms: z.number().nullable(),
  /** Of those due: sent no later than this after. */
  onTimeShare: z.number(),
  spoiledBuckets: z.number(),
  /** Times in ms from the first due request's; per edge only where the analysis tells it. */
  outages: z.array(
    z.object({
      fromMs: z.number(),
      untilMs: z.number(),
      uncertaintyMs: z.number(),
      startEarlierMs: z.number().exactOptional(),
      startLaterMs: z.number().exactOptional(),
      endEarlierMs: z.number().exactOptional(),
      endLaterMs: z.number().exactOptional(),
    }),
  ),
});

export const faultlineMeasurement = z.object({
  streams: z.array(stream),
  /** While it measured, of the load's process and of the main one; not their start. */
  cpuMs: z.number(),
  /** Bytes of JSON a second that the main process really made meanwhile. */
  jsonBytesPerSecond: z.number(),
});
export type FaultlineStream = z.infer<typeof stream>;
export type FaultlineMeasurement = z.infer<typeof faultlineMeasurement>;
export type ReportedOutage = FaultlineStream['outages'][number];

/** What that process tells. */
export const fromFaultline = z.discriminatedUnion('type', [
  /** The load is ready: its first request is due at `startNs`, which has not come yet. */
  z.object({ type: z.literal('ready'), startNs: z.string() }),
  z.object({ type: z.literal('measured'), measurement: faultlineMeasurement }),
]);
export type FromFaultline = z.infer<typeof fromFaultline>;
