import { z } from 'zod';
import { FaultlineError } from '../../errors/faultline-error.ts';
import type { CreateContainer } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { statusOf } from '../transport/engine-error.ts';
import { EngineRefusal } from '../engine-refusal.ts';
import { containerCreateBody } from './container-create-body.ts';
import { parseInspect, type ContainerInspect } from './container-snapshot.ts';

const REMOVAL_LIMIT_MS = 60_000;

const createdSchema = z.object({ Id: z.string(), Warnings: z.array(z.string()).nullish() });

/** Creates a container on its networks; when one of them cannot be joined nothing is left behind. */
export async function createContainer(
  connection: EngineConnection,
  request: CreateContainer,
): Promise<{ readonly id: string; readonly warnings: readonly string[] }> {
  const what = `Creating container '${request.name}'`;
  const answer = await connection.post(what, {
    path: '/containers/create',
    query: { name: request.name },
    body: containerCreateBody(request),
  });
  const { Id: id, Warnings: warnings } = createdSchema.parse(answer);
  try {
    for (const { name, aliases } of request.networks.slice(1)) {
      await connection.ask(`Connecting '${request.name}' to network '${name}'`, async (docker): Promise<unknown> => {
        // For a container that does not run yet the engine would only find out at its start.
        await docker.getNetwork(name).inspect();
        return docker.getNetwork(name).connect({ Container: id, EndpointConfig: { Aliases: [...aliases] } });
      });
    }
  } catch (error) {
    await removeContainer(connection, id);
    throw error;
  }
  return { id, warnings: warnings ?? [] };
}

/** Returns what the engine says of a container; undefined when it does not exist. */
export async function inspectContainer(connection: EngineConnection, id: string): Promise<ContainerInspect | undefined> {
  try {
    return parseInspect(
      await connection.ask('Inspecting a container', async (docker): Promise<unknown> => docker.getContainer(id).inspect()),
    );
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_TARGET_GONE') return undefined;
    throw error;
  }
}

/** Removes a container and its anonymous volumes, running or not; resolves when it is gone. */
export async function removeContainer(connection: EngineConnection, id: string): Promise<void> {
  try {
    await connection.ask('Removing a container', async (docker): Promise<unknown> =>
      docker.getContainer(id).remove({ force: true, v: true }),
    );
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_TARGET_GONE') return;
    if (!(error instanceof EngineRefusal && error.reason.includes('already in progress'))) throw error;
    await waitUntilRemoved(connection, id);
  }
}

async function waitUntilRemoved(connection: EngineConnection, id: string): Promise<void> {
  const abortSignal = AbortSignal.timeout(REMOVAL_LIMIT_MS);
  try {
    await connection.ask('Waiting for a removal', async (docker): Promise<unknown> =>
      docker.getContainer(id).wait({ condition: 'removed', abortSignal }),
    );
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'ERR_TARGET_GONE') return;
    if (!abortSignal.aborted) throw error;
    throw new FaultlineError('ERR_TIMEOUT', `The engine did not finish removing container ${id} within ${REMOVAL_LIMIT_MS / 1000} s.`, {
      hint: 'See the log of the Docker daemon.',
      cause: error,
    });
  }
}

/** Runs a request that the engine answers with 304 when there is nothing to do: already started, already stopped. */
export async function ignoringNotModified(request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (statusOf(error) !== 304) throw error;
  }
}

/** Unpauses; what the engine words as 'not paused' is ERR_TARGET_GONE when the container no longer runs. */
export async function unpauseContainer(connection: EngineConnection, id: string): Promise<void> {
  try {
    await connection.ask('Unpausing a container', async (docker): Promise<unknown> => docker.getContainer(id).unpause());
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    const inspect = await inspectContainer(connection, id);
    if (inspect === undefined || inspect.State.Pid === 0) {
      throw new FaultlineError('ERR_TARGET_GONE', `Unpausing a container: it is ${inspect?.State.Status ?? 'gone'}.`, { cause: error });
    }
    throw error;
  }
}
