import { parseEndpoint } from './address/endpoint-parts.ts';
import type { EngineAddress } from './address/engine-address.ts';
import type { ConnectOptions } from './connect-options.ts';
import { DockerEngine } from './docker-engine.ts';
import { readEngineFacts } from './engine-facts.ts';
import type { Engine } from './engine.ts';
import { hostAddressOf } from './host-address.ts';
import { negotiateApiVersion } from './negotiate-api-version.ts';
import { EngineConnection } from './transport/engine-connection.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

export type { ConnectOptions } from './connect-options.ts';

const TIMEOUT_MS = 10_000;
// A handshake with a far machine, a jump host on the way, a key in a slow agent.
const SSH_TIMEOUT_MS = 35_000;

/**
 * Returns the engine at an address, once it has answered.
 * @throws ERR_ENGINE_UNREACHABLE when it does not, ERR_CAPABILITY_MISSING when it is too old, ERR_USAGE when the address is none.
 */
export async function connectEngine(address: EngineAddress, options: ConnectOptions = {}): Promise<Engine> {
  const parts = parseEndpoint(address.endpoint, address.tls !== undefined);
  const first = new EngineConnection(address);
  try {
    const timeoutMs = options.timeoutMs ?? (parts.kind === 'ssh' ? SSH_TIMEOUT_MS : TIMEOUT_MS);
    const version = await negotiateApiVersion(first, address.apiVersion, timeoutMs);
    const connection = new EngineConnection(address, version.apiVersion);
    const facts = await readEngineFacts(connection, version);
    const hostAddress = address.hostAddress ?? (await hostAddressOf(parts, connection));
    return new DockerEngine(connection, facts, hostAddress, options, {
      addresses: options.nodes ?? {},
      connect: async (node) => connectEngine(node, { ...options, nodes: {} }),
    });
  } catch (error) {
    throw withSource(error, address.source);
  } finally {
    first.close();
  }
}

function withSource(error: unknown, source: string | undefined): unknown {
  if (!(error instanceof FaultlineError) || error.code !== 'ERR_ENGINE_UNREACHABLE' || source === undefined) return error;
  return new FaultlineError(error.code, `${error.message} (this address comes from ${source})`, { hint: error.hint, cause: error.cause });
}
