import { z } from 'zod';
import type { UndoAction } from '../faults/undo-action.ts';

/** What the undo log says about one change, written before the change is made. */
export interface UndoRecord {
  readonly id: string;
  readonly step: number;
  readonly occurrence: number;
  /** The name of the container or service, for people. */
  readonly target: string;
  readonly action: UndoAction;
}

/** Whose undo log it is. */
export interface RunOwner {
  readonly id: string;
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
  readonly engine: { readonly endpoint: string; readonly hostAddress: string };
}

const when = z.enum(['timeline-end', 'run-end', 'for-end']);
const common = { container: z.string().min(1), node: z.string().exactOptional(), when };
const service = z.string().min(1);

const undoAction: z.ZodType<UndoAction> = z.discriminatedUnion('action', [
  z.object({ action: z.literal('unpause'), ...common }),
  z.object({ action: z.literal('start'), ...common, withinMs: z.number().exactOptional() }),
  z.object({ action: z.literal('continue'), ...common }),
  z.object({ action: z.literal('exec'), ...common, command: z.array(z.string()) }),
  z.object({ action: z.literal('request'), ...common, method: z.string(), url: z.string(), port: z.int().exactOptional() }),
  z.object({ action: z.literal('scale-service'), service, replicas: z.int().min(0), when }),
  z.object({
    action: z.literal('roll-back-service'),
    service,
    image: z.string().min(1),
    replicas: z.int().min(0).exactOptional(),
    sameImage: z.literal(true).exactOptional(),
    when,
  }),
]);

/** What a fault returns as its undo. */
export const undoActions: z.ZodType<readonly UndoAction[]> = z.array(undoAction);

/** One line of undo.ndjson. */
export const undoLine: z.ZodType<UndoRecord | { readonly done: string }> = z.union([
  z.object({ done: z.string() }),
  z.object({ id: z.string(), step: z.int(), occurrence: z.int(), target: z.string(), action: undoAction }),
]);

/** The content of run.json. */
export const runOwner: z.ZodType<RunOwner> = z.object({
  id: z.string(),
  pid: z.int().positive(),
  startTime: z.string(),
  bootId: z.string(),
  engine: z.object({ endpoint: z.string(), hostAddress: z.string() }),
});
