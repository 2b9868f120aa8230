import { z } from 'zod';
import type { EnginePaths } from './engine-paths.ts';
import { askSocket, pings } from './engine-socket.ts';

const servicesSchema = z.array(z.object({ ID: z.string() }));
const containersSchema = z.array(z.object({ Id: z.string() }));
const AT_A_TIME = 8;

/** Removes every service and container of a private engine that still answers; one that does not is left to be killed. */
export async function emptyEngine(paths: EnginePaths): Promise<void> {
  if (!(await pings(paths.socket, 2000))) return;
  const services = await list(paths, '/services', servicesSchema);
  await inGroups(
    services.map(({ ID }) => ID),
    (id) => remove(paths, `/services/${id}`),
  );
  const containers = await list(paths, '/containers/json?all=true', containersSchema);
  await inGroups(
    containers.map(({ Id }) => Id),
    (id) => remove(paths, `/containers/${id}?force=true&v=true`),
  );
}

async function list<T>(paths: EnginePaths, path: string, schema: z.ZodType<readonly T[]>): Promise<readonly T[]> {
  const answer = await askSocket(paths.socket, { method: 'GET', path }).catch(() => undefined);
  return answer?.status === 200 ? schema.parse(JSON.parse(answer.body)) : [];
}

async function remove(paths: EnginePaths, path: string): Promise<void> {
  // Whatever refuses to go is killed with the engine.
  await askSocket(paths.socket, { method: 'DELETE', path, timeoutMs: 30_000 }).catch(() => undefined);
}

async function inGroups(ids: readonly string[], work: (id: string) => Promise<void>): Promise<void> {
  for (let at = 0; at < ids.length; at += AT_A_TIME) await Promise.all(ids.slice(at, at + AT_A_TIME).map(work));
}
