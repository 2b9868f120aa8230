import type { NodeSnapshot, Swarm } from '../engine/swarm.ts';

/** The nodes of a Swarm by their ids. */
export type SwarmNodes = ReadonlyMap<string, NodeSnapshot>;

/** Returns every node as it is now. */
export async function listNodes(swarm: Swarm): Promise<SwarmNodes> {
  return new Map((await swarm.listNodes()).map((node) => [node.id, node]));
}
