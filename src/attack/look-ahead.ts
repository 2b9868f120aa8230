import { RealClock } from '../clock/real-clock.ts';
import type { Engine } from '../engine/engine.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { FaultContext } from '../faults/fault.ts';
import type { UndoAction } from '../faults/undo-action.ts';
import type { Candidate } from './candidate.ts';
import type { AttackFault } from './strike.ts';

/** What a fault would do to a candidate, known before it does anything. */
export type Outlook = { readonly undo: readonly UndoAction[] } | { readonly refused: FaultlineError };

/** Returns whether a candidate can take the fault as it is now, and how that would be undone. Looks only. */
export async function lookAhead(engine: Engine, { fault, options }: AttackFault, { target }: Candidate): Promise<Outlook> {
  try {
    const context = await contextOf(engine, target.task?.nodeId, target.kind);
    const prepared = await fault.prepare(fault.schema.parse(options), target, context);
    return { undo: prepared.undo };
  } catch (error) {
    if (error instanceof FaultlineError && error.code !== 'ERR_ENGINE_UNREACHABLE') return { refused: error };
    throw error;
  }
}

async function contextOf(engine: Engine, nodeId: string | undefined, kind: string | undefined): Promise<FaultContext> {
  const swarm = kind === 'task' || kind === 'service' ? await engine.swarm() : undefined;
  return {
    engine: nodeId === undefined || swarm === undefined ? engine : await swarm.engineOf(nodeId),
    ...(swarm && { swarm }),
    clock: new RealClock(),
    signal: new AbortController().signal,
    createTarget: () => Promise.reject(new Error('looking creates nothing')),
  };
}
