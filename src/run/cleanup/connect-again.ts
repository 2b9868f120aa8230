import { resolveEngineAddress } from '../../engine/address/resolve-engine-address.ts';
import { connectEngine } from '../../engine/connect-engine.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RunOwner } from '../undo-record.ts';

/**
 * Returns the engine that a run used, connected. Keys are not written to disk: TLS is what the environment says of the engine that it names,
 * else of the endpoint.
 * @throws ERR_ENGINE_UNREACHABLE
 */
export async function connectAgain({ endpoint, hostAddress }: RunOwner['engine']): Promise<Engine> {
  const named = await resolveEngineAddress().catch(() => undefined);
  const address = named?.endpoint === endpoint ? named : await resolveEngineAddress({ ...process.env, DOCKER_HOST: endpoint });
  return connectEngine({ ...address, hostAddress });
}
