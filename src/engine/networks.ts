import { z } from 'zod';
import type { Engine } from './engine.ts';
import type { EngineConnection } from './transport/engine-connection.ts';
import { statusOf } from './transport/engine-error.ts';

const createdSchema = z.object({ Id: z.string() });
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

/** Removes a network; succeeds when it is already gone. */
export async function removeNetwork(connection: EngineConnection, idOrName: string): Promise<void> {
  try {
    await connection.ask(`Removing network '${idOrName}'`, async (docker): Promise<unknown> => docker.getNetwork(idOrName).remove());
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
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
