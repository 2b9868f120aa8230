import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { EndpointParts } from './address/endpoint-parts.ts';
import { sshDestination } from './transport/engine-agent.ts';
import type { EngineConnection } from './transport/engine-connection.ts';

const networksSchema = z.array(
  z.object({ IPAM: z.object({ Config: z.array(z.object({ Gateway: z.string().optional() })).nullish() }).nullish() }),
);

/** Returns where published ports of an engine are reached, as far as its endpoint tells. */
export async function hostAddressOf(parts: EndpointParts, connection: EngineConnection): Promise<string> {
  if (parts.kind === 'tcp') return parts.host;
  if (parts.kind === 'ssh') return sshHostName(parts);
  return (await isInContainer()) ? ((await gatewayToEngine(connection)) ?? '127.0.0.1') : '127.0.0.1';
}

/** A name that only the user's ssh configuration knows is translated by ssh itself. */
async function sshHostName(parts: EndpointParts & { kind: 'ssh' }): Promise<string> {
  const output = await promisify(execFile)('ssh', ['-G', ...sshDestination(parts)]).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return /^hostname (\S+)$/m.exec(output)?.[1] ?? parts.host;
}

async function isInContainer(): Promise<boolean> {
  for (const file of ['/.dockerenv', '/run/.containerenv']) if (await stat(file).catch(() => undefined)) return true;
  return false;
}

/**
 * Returns the address of the engine's machine as a container of that same engine sees it, whose socket was mounted into it;
 * undefined when the default gateway is not one of the engine's networks, as with the host's network.
 */
async function gatewayToEngine(connection: EngineConnection): Promise<string | undefined> {
  const gateway = defaultGateway(await readFile('/proc/net/route', 'utf8').catch(() => ''));
  if (gateway === undefined) return undefined;
  const answer = await connection.ask('Listing networks', async (docker): Promise<unknown> => docker.listNetworks());
  const gateways = networksSchema.parse(answer).flatMap(({ IPAM }) => (IPAM?.Config ?? []).map(({ Gateway }) => Gateway));
  return gateways.includes(gateway) ? gateway : undefined;
}

/** Returns the IPv4 default gateway of a /proc/net/route table, where addresses are hexadecimal, last byte first. */
export function defaultGateway(routes: string): string | undefined {
  for (const line of routes.split('\n').slice(1)) {
    const [, destination, gateway = ''] = line.trim().split(/\s+/);
    if (destination === '00000000' && /^[0-9A-F]{8}$/i.test(gateway)) return [...Buffer.from(gateway, 'hex').reverse()].join('.');
  }
  return undefined;
}
