import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { FaultlineError } from '../errors/faultline-error.ts';
import { EngineRefusal } from './engine-refusal.ts';
import type { Engine } from './engine.ts';
import type { Swarm } from './swarm.ts';
import type { EngineConnection } from './transport/engine-connection.ts';
import { statusOf } from './transport/engine-error.ts';

const OVERLAY_LIMIT_MS = 10_000;
const OVERLAY_POLL_MS = 100;

const createdSchema = z.object({ Id: z.string() });
const inspectSchema = z.object({ Driver: z.string() });
const listSchema = z.array(z.object({ Id: z.string(), Name: z.string(), Labels: z.record(z.string(), z.string()).nullish() }));

/** Creates a bridge network. */
export async function createNetwork(
  connection: EngineConnection,
  { name, labels }: Parameters<Engine['createNetwork']>[0],
): Promise<{ readonly id: string }> {
  const answer = await connection.post(`Creating network '${name}'`, {
    path: '/networks/create',
    query: {},
    body: { Name: name, Driver: 'bridge', CheckDuplicate: true, Labels: labels },
  });
  return { id: createdSchema.parse(answer).Id };
}

/** Creates an overlay network, which spans the nodes of a Swarm. */
export async function createOverlay(
  connection: EngineConnection,
  { name, labels, attachable }: Parameters<Swarm['createOverlay']>[0],
): Promise<{ readonly id: string }> {
  const answer = await connection.post(`Creating network '${name}'`, {
    path: '/networks/create',
    query: {},
    body: { Name: name, Driver: 'overlay', CheckDuplicate: true, Attachable: attachable, Labels: labels },
  });
  return { id: createdSchema.parse(answer).Id };
}

/**
 * Removes a network; resolves when it is gone, also when it was before. An overlay network stays for a moment after the services on it
 * are removed, until their tasks have ended; that is waited for.
 */
export async function removeNetwork(connection: EngineConnection, idOrName: string): Promise<void> {
  const deadlineMs = performance.now() + OVERLAY_LIMIT_MS;
  for (;;) {
    const refusal = await requestRemoval(connection, idOrName);
    const driver = await driverOf(connection, idOrName);
    if (driver === undefined) return;
    if (refusal !== undefined && driver !== 'overlay') throw refusal;
    if (performance.now() >= deadlineMs) throw refusal ?? stillThere(idOrName);
    await delay(OVERLAY_POLL_MS);
  }
}

/** Returns the refusal when it is in use. */
async function requestRemoval(connection: EngineConnection, idOrName: string): Promise<EngineRefusal | undefined> {
  try {
    await connection.ask(`Removing network '${idOrName}'`, async (docker): Promise<unknown> => docker.getNetwork(idOrName).remove());
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    // Of an overlay network that only this node still has, the engine says it with 500.
    if (error.status === 404 || /^network \S+ not found$/.test(error.reason)) return undefined;
    if (/has active endpoints|in use/.test(error.reason)) return error;
    throw error;
  }
  return undefined;
}

/** Undefined when there is no such network. */
async function driverOf(connection: EngineConnection, idOrName: string): Promise<string | undefined> {
  try {
    const answer = await connection.ask(`Inspecting network '${idOrName}'`, async (docker): Promise<unknown> =>
      docker.getNetwork(idOrName).inspect(),
    );
    return inspectSchema.parse(answer).Driver;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

function stillThere(idOrName: string): FaultlineError {
  return new FaultlineError(
    'ERR_TIMEOUT',
    `The engine did not finish removing network '${idOrName}' within ${OVERLAY_LIMIT_MS / 1000} s.`,
    {
      hint: 'It goes when the containers on it have ended: see `docker ps` on each node.',
    },
  );
}

/** Returns the networks that carry all of the labels, ordered by name. */
export async function listNetworks(
  connection: EngineConnection,
  { labels }: Parameters<Engine['listNetworks']>[0],
): ReturnType<Engine['listNetworks']> {
  const filters = JSON.stringify({ label: Object.entries(labels).map(([name, value]) => `${name}=${value}`) });
  const answer = await connection.ask('Listing networks', async (docker): Promise<unknown> => docker.listNetworks({ filters }));
  return listSchema
    .parse(answer)
    .map(({ Id, Name, Labels }) => ({ id: Id, name: Name, labels: Labels ?? {} }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
