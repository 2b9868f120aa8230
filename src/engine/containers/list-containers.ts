import { z } from 'zod';
import type { ContainerFilter, ContainerSummary } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { parseStatus } from './container-snapshot.ts';

const listSchema = z.array(
  z.object({
    Id: z.string(),
    Names: z.array(z.string()),
    State: z.string(),
    Labels: z.record(z.string(), z.string()).nullish(),
    Ports: z.array(z.object({ PublicPort: z.number().optional() })).nullish(),
  }),
);

/** Returns the containers that match every filter, running or not, ordered by name. */
export async function listContainers(connection: EngineConnection, filter: ContainerFilter): Promise<readonly ContainerSummary[]> {
  const filters = {
    ...(filter.name === undefined ? {} : { name: [`^/?${filter.name.replace(/[^\w]/g, '\\$&')}$`] }),
    ...(filter.labels === undefined ? {} : { label: [...filter.labels] }),
    ...(filter.network === undefined ? {} : { network: [filter.network] }),
  };
  const answer = await connection.ask('Listing containers', async (docker): Promise<unknown> =>
    docker.listContainers({ all: true, filters: JSON.stringify(filters) }),
  );
  return listSchema
    .parse(answer)
    .map(({ Id, Names, State, Labels, Ports }) => ({
      id: Id,
      name: nameOf(Names),
      labels: Labels ?? {},
      status: parseStatus(State),
      hostPorts: (Ports ?? []).flatMap(({ PublicPort }) => PublicPort ?? []),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A legacy link adds names with a second slash; the container's own has none. */
function nameOf(names: readonly string[]): string {
  return (names.find((name) => !name.slice(1).includes('/')) ?? names[0] ?? '').replace(/^\//, '');
}
