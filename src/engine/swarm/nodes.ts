import { z } from 'zod';
import type { NodeSnapshot } from '../swarm.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

/** The part of GET /nodes that faultline reads. */
const nodeSchema = z.object({
  ID: z.string(),
  Spec: z.object({ Role: z.enum(['manager', 'worker']), Availability: z.enum(['active', 'pause', 'drain']) }),
  Description: z.object({ Hostname: z.string().nullish() }).nullish(),
  Status: z.object({ State: z.string().nullish(), Addr: z.string().nullish() }).nullish(),
});

const infoSchema = z.object({ Swarm: z.object({ NodeID: z.string() }) });

/** Returns the nodes of the Swarm, ordered by host name. */
export async function listNodes(connection: EngineConnection): Promise<readonly NodeSnapshot[]> {
  const [nodes, self] = await Promise.all([
    connection.ask('Listing nodes', async (docker): Promise<unknown> => docker.listNodes()),
    ownNodeId(connection),
  ]);
  return z
    .array(nodeSchema)
    .parse(nodes)
    .map(({ ID: id, Spec: spec, Description: description, Status: status }) => ({
      id,
      hostname: description?.Hostname ?? '',
      address: status?.Addr ?? '',
      role: spec.Role,
      state: status?.State ?? 'unknown',
      availability: spec.Availability,
      self: id === self,
    }))
    .sort((a, b) => (a.hostname < b.hostname ? -1 : 1));
}

/** Returns the id that this engine has as a node of its Swarm. */
export async function ownNodeId(connection: EngineConnection): Promise<string> {
  return infoSchema.parse(await connection.ask('Asking the engine what it is', async (docker): Promise<unknown> => docker.info())).Swarm
    .NodeID;
}
