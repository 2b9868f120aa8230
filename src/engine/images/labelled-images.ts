import { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { statusOf } from '../transport/engine-error.ts';

const listSchema = z.array(z.object({ Id: z.string(), RepoTags: z.array(z.string()).nullish() }));

/** Returns the images that carry all of the labels, ordered by name: the first tag, else the id. */
export async function listImages(
  connection: EngineConnection,
  { labels }: Parameters<Engine['listImages']>[0],
): ReturnType<Engine['listImages']> {
  const filters = JSON.stringify({ label: Object.entries(labels).map(([name, value]) => `${name}=${value}`) });
  const answer = await connection.ask('Listing images', async (docker): Promise<unknown> => docker.listImages({ filters }));
  return listSchema
    .parse(answer)
    .map(({ Id, RepoTags }) => ({ id: Id, name: RepoTags?.[0] ?? Id }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Removes an image with all its tags, and the untagged ones that it was built on. Succeeds when it is gone already. */
export async function removeImage(connection: EngineConnection, id: string): Promise<void> {
  try {
    await connection.ask(`Removing image ${id.slice(0, 19)}`, async (docker): Promise<unknown> =>
      docker.getImage(id).remove({ force: true }),
    );
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}
