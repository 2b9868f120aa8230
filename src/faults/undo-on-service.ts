import { EngineRefusal } from '../engine/engine-refusal.ts';
import type { ServiceChange, ServiceSnapshot, Swarm } from '../engine/swarm.ts';
import type { ServiceUndo } from './undo-action.ts';
import type { UndoOutcome } from './undo-outcome.ts';

type RollBack = Extract<ServiceUndo, { readonly action: 'roll-back-service' }>;

/** Puts a service back as it was; what is so already is left alone, a rollback that Swarm has begun by itself included. */
export async function undoOnService(swarm: Swarm, action: ServiceUndo): Promise<UndoOutcome> {
  const found = await swarm.inspectService(action.service);
  if (!found) return 'target-gone';
  if (action.action === 'scale-service') {
    if (found.replicas === action.replicas) return 'not-needed';
    await swarm.updateService(found.id, { replicas: action.replicas });
    return 'undone';
  }
  if (isTakenBack(found, action)) return 'not-needed';
  await rollBack(swarm, found);
  await putRight(swarm, action);
  return 'undone';
}

function isTakenBack({ image, updateStatus }: ServiceSnapshot, action: RollBack): boolean {
  if (!isSameImage(image, action.image)) return false;
  return action.sameImage !== true || updateStatus?.state.startsWith('rollback') === true;
}

/** Without a previous spec there is nothing to go back to, and what can be told is put right one by one. */
async function rollBack(swarm: Swarm, { id, hasPreviousSpec }: ServiceSnapshot): Promise<void> {
  if (!hasPreviousSpec) return;
  try {
    await swarm.rollbackService(id);
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
  }
}

/** Swarm knows one previous spec only: after two changes a rollback leads to the one in between. */
async function putRight(swarm: Swarm, { service, image, replicas }: RollBack): Promise<void> {
  const now = await swarm.inspectService(service);
  if (!now) return;
  const change: ServiceChange = {
    ...(!isSameImage(now.image, image) && { image }),
    ...(replicas !== undefined && now.replicas !== replicas && { replicas }),
  };
  if (Object.keys(change).length > 0) await swarm.updateService(service, change);
}

/** Swarm adds the digest of an image that it could look up. */
function isSameImage(one: string, other: string): boolean {
  return one === other || (one.split('@', 1)[0] === other.split('@', 1)[0] && !(one.includes('@') && other.includes('@')));
}
