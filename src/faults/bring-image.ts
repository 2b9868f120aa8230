import type { Engine } from '../engine/engine.ts';
import type { Swarm } from '../engine/swarm.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

/**
 * Makes sure that the image is on every node that can be reached, so that a rollout measures the rollout and not a build or a pull.
 * Returns false when there is no such image: then Swarm rejects the new tasks, which a scenario may want to see.
 */
export async function bringImage(
  engine: Engine,
  swarm: Swarm,
  image: string,
  onProgress: (line: string) => void = () => undefined,
): Promise<boolean> {
  try {
    await engine.ensureImage(image, onProgress);
    for (const node of await swarm.listNodes()) {
      if (!node.self && node.state === 'ready') await bringTo(swarm, node.id, image);
    }
    return true;
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_IMAGE_MISSING') return false;
    throw error;
  }
}

/** A node that cannot be reached has to get the image on its own, as always in a Swarm. */
async function bringTo(swarm: Swarm, nodeId: string, image: string): Promise<void> {
  try {
    const engine = await swarm.engineOf(nodeId);
    await engine.ensureImage(image, () => undefined);
  } catch (error) {
    if (!(error instanceof FaultlineError) || error.code !== 'ERR_CAPABILITY_MISSING') throw error;
  }
}
