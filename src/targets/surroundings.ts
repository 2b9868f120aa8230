import type { Engine } from '../engine/engine.ts';
import { ownContainerId } from './own-container.ts';

/** Where a fault happens: what the guard rails know besides the targets. */
export interface Surroundings {
  /** The run that asks; '' when there is none yet. */
  readonly runId: string;
  /** The container that faultline itself runs in; absent: in none, or it cannot be told. */
  readonly ownContainerId?: string;
  /** The managers of the Swarm that the engine belongs to. */
  readonly managers: readonly { readonly hostname: string; readonly ready: boolean }[];
}

/** Returns the surroundings of faults on the engine, as they are now. */
export async function readSurroundings(engine: Engine, runId: string): Promise<Surroundings> {
  const nodes = engine.facts.swarm === 'manager' ? await (await engine.swarm()).listNodes() : [];
  const managers = nodes.filter(({ role }) => role === 'manager').map(({ hostname, state }) => ({ hostname, ready: state === 'ready' }));
  const own = await ownContainerId();
  return { runId, managers, ...(own === undefined ? {} : { ownContainerId: own }) };
}
