import { z } from 'zod';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { EngineRefusal } from '../engine-refusal.ts';
import type { CreateService, ServiceChange, ServiceSnapshot, Swarm } from '../swarm.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { statusOf } from '../transport/engine-error.ts';
import { changeServiceSpec } from './change-service-spec.ts';
import type { Members } from './members.ts';
import { serviceCreateBody } from './service-create-body.ts';
import { parseService, type ServiceInspect } from './service-schema.ts';
import { serviceSnapshot } from './service-snapshot.ts';

/** Every update of a service that happens at the same time can make one attempt stale. */
const UPDATE_ATTEMPTS = 20;

const createdSchema = z.object({ ID: z.string(), Warning: z.string().nullish(), Warnings: z.array(z.string()).nullish() });
const updatedSchema = z.object({ Warnings: z.array(z.string()).nullish() });

/** Creates a service. The engine asks no registry for the digest of its image. */
export async function createService(
  connection: EngineConnection,
  request: CreateService,
): Promise<{ readonly id: string; readonly warnings: readonly string[] }> {
  const answer = await connection.post(`Creating service '${request.name}'`, {
    path: '/services/create',
    query: {},
    body: serviceCreateBody(request),
  });
  const { ID: id, Warning: warning, Warnings: warnings } = createdSchema.parse(answer);
  return { id, warnings: warnings ?? (warning ? [warning] : []) };
}

/** Returns a service by id or name; undefined when it does not exist. */
export async function inspectService(connection: EngineConnection, idOrName: string): Promise<ServiceInspect | undefined> {
  try {
    return parseService(
      await connection.ask(`Inspecting service '${idOrName}'`, async (docker): Promise<unknown> => docker.getService(idOrName).inspect()),
    );
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Returns the services that match every filter, ordered by name. */
export async function listServices(
  connection: EngineConnection,
  filter: Parameters<Swarm['listServices']>[0],
): Promise<readonly ServiceSnapshot[]> {
  const filters = JSON.stringify({
    ...(filter.name === undefined ? {} : { name: [filter.name] }),
    ...(filter.labels === undefined ? {} : { label: [...filter.labels] }),
  });
  const answer = await connection.ask('Listing services', async (docker): Promise<unknown> => docker.listServices({ filters }));
  return (
    z
      .array(z.unknown())
      .parse(answer)
      .map((service) => serviceSnapshot(parseService(service)))
      // The engine's filter takes the beginning of a name for the whole.
      .filter(({ name }) => filter.name === undefined || name === filter.name)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  );
}

/** Applies a change to the spec that is there. */
export async function updateService(
  connection: EngineConnection,
  id: string,
  change: ServiceChange,
): Promise<{ readonly warnings: readonly string[] }> {
  return sendUpdate(connection, id, {}, (service) => changeServiceSpec(service.Spec, change));
}

/** Goes back to the previous spec; which one that is, the engine knows. */
export async function rollbackService(connection: EngineConnection, id: string): Promise<void> {
  await sendUpdate(connection, id, { rollback: 'previous' }, (service) => service.Spec);
}

/** The engine refuses an update that was made from a version of the service that is no longer the present one. */
async function sendUpdate(
  connection: EngineConnection,
  id: string,
  query: Readonly<Record<string, string>>,
  specOf: (service: ServiceInspect) => Members,
): Promise<{ readonly warnings: readonly string[] }> {
  for (let attempt = 1; ; attempt++) {
    const service = await inspectService(connection, id);
    if (service === undefined) throw gone(id);
    try {
      const answer = await connection.post(`Updating service '${service.Spec.Name}'`, {
        path: `/services/${service.ID}/update`,
        query: { version: String(service.Version.Index), ...query },
        body: specOf(service),
      });
      return { warnings: updatedSchema.parse(answer).Warnings ?? [] };
    } catch (error) {
      if (!(error instanceof EngineRefusal)) throw error;
      // A network or a secret that is not there is a 404, too.
      if (error.status === 404 && /^service .* not found/i.test(error.reason)) throw gone(id);
      if (!error.reason.includes('update out of sequence') || attempt === UPDATE_ATTEMPTS) throw error;
    }
  }
}

function gone(id: string): FaultlineError {
  return new FaultlineError('ERR_TARGET_GONE', `Updating service '${id}': it does not exist.`);
}

/** Removes a service; succeeds when it is already gone. */
export async function removeService(connection: EngineConnection, idOrName: string): Promise<void> {
  try {
    await connection.ask(`Removing service '${idOrName}'`, async (docker): Promise<unknown> => docker.getService(idOrName).remove());
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}
