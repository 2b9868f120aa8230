import type { EngineAddress } from '../address/engine-address.ts';
import { EngineConnection } from '../transport/engine-connection.ts';

/** Only this machine reaches such a Swarm: it needs no other node. */
const LOOPBACK = '127.0.0.1';

/**
 * Makes the engine at an address the manager of a Swarm of its own, as `docker swarm init` does.
 * @throws EngineRefusal when it is in a Swarm already
 */
export async function initSwarm(address: EngineAddress): Promise<void> {
  const connection = new EngineConnection(address);
  try {
    const body = { ListenAddr: `${LOOPBACK}:2377`, AdvertiseAddr: LOOPBACK };
    await connection.post('swarm init', { path: '/swarm/init', query: {}, body });
  } finally {
    connection.close();
  }
}
