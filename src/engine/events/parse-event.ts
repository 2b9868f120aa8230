import { z } from 'zod';
import type { EngineEvent } from '../engine.ts';

const NS_PER_MS = 1_000_000n;

const eventSchema = z.object({
  Type: z.string().optional(),
  Action: z.string().optional(),
  Actor: z.object({ ID: z.string().optional(), Attributes: z.record(z.string(), z.string()).nullish() }).optional(),
});

export interface ParsedEvent {
  readonly event: EngineEvent;
  /** Unix epoch, exact. */
  readonly epochNs: bigint;
}

/** Returns the event of one line of GET /events; undefined for a line that is none. */
export function parseEvent(line: string): ParsedEvent | undefined {
  // Above 2^53: JSON.parse would round it, and two events of one burst could no longer be told apart or put in order.
  const nanos = /"timeNano":(\d+)/.exec(line)?.[1];
  const parsed = parseLine(line);
  if (nanos === undefined || parsed === undefined) return undefined;
  const epochNs = BigInt(nanos);
  const { Type = '', Action = '', Actor } = parsed;
  // 'health_status: healthy', 'exec_start: sh -c …': what follows the colon is a detail.
  const [action = '', detail] = Action.split(/: ?(.*)/s);
  return {
    epochNs,
    event: {
      objectType: Type,
      action,
      id: Actor?.ID ?? '',
      attributes: { ...Actor?.Attributes, ...(action === 'health_status' && detail !== undefined ? { health: detail } : {}) },
      epochMs: Number(epochNs / NS_PER_MS) + Number(epochNs % NS_PER_MS) / Number(NS_PER_MS),
    },
  };
}

function parseLine(line: string): z.infer<typeof eventSchema> | undefined {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
