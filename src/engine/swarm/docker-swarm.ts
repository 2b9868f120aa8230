import { z } from 'zod';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { EngineRefusal } from '../engine-refusal.ts';
import type { Engine } from '../engine.ts';
import { createOverlay } from '../networks.ts';
import type { CreateService, NodeSnapshot, ServiceChange, ServiceSnapshot, Swarm, TaskSnapshot } from '../swarm.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { NodeEngines, type NodeAccess } from './node-engines.ts';
import { listNodes } from './nodes.ts';
import { serviceSnapshot } from './service-snapshot.ts';
import { createService, inspectService, listServices, removeService, rollbackService, updateService } from './services.ts';
import { listTasks } from './tasks.ts';

/** Swarm's default. @see https://docs.docker.com/reference/cli/docker/swarm/update/ */
const DEFAULT_TASK_HISTORY_LIMIT = 5;

const swarmSchema = z.object({
  Spec: z.object({ Orchestration: z.object({ TaskHistoryRetentionLimit: z.number().nullish() }).nullish() }),
});

/** The Swarm of an engine that is one of its managers. */
export class DockerSwarm implements Swarm {
  readonly taskHistoryLimit: number;
  readonly #connection: EngineConnection;
  readonly #engines: NodeEngines;

  private constructor(connection: EngineConnection, engines: NodeEngines, taskHistoryLimit: number) {
    this.taskHistoryLimit = taskHistoryLimit;
    this.#connection = connection;
    this.#engines = engines;
  }

  /**
   * Returns the Swarm that the engine manages.
   * @throws ERR_CAPABILITY_MISSING when it manages none
   */
  static async of(connection: EngineConnection, engine: Engine, access: NodeAccess): Promise<DockerSwarm> {
    const { Spec: spec } = swarmSchema.parse(await inspectSwarm(connection));
    const limit = spec.Orchestration?.TaskHistoryRetentionLimit ?? DEFAULT_TASK_HISTORY_LIMIT;
    return new DockerSwarm(connection, new NodeEngines(connection, engine, access), limit);
  }

  async createService(request: CreateService): Promise<{ readonly id: string; readonly warnings: readonly string[] }> {
    return createService(this.#connection, request);
  }

  async inspectService(idOrName: string): Promise<ServiceSnapshot | undefined> {
    const service = await inspectService(this.#connection, idOrName);
    return service === undefined ? undefined : serviceSnapshot(service);
  }

  async listServices(filter: Parameters<Swarm['listServices']>[0]): Promise<readonly ServiceSnapshot[]> {
    return listServices(this.#connection, filter);
  }

  async updateService(id: string, change: ServiceChange): Promise<{ readonly warnings: readonly string[] }> {
    return updateService(this.#connection, id, change);
  }

  async rollbackService(id: string): Promise<void> {
    await rollbackService(this.#connection, id);
  }

  async removeService(idOrName: string): Promise<void> {
    await removeService(this.#connection, idOrName);
  }

  async listTasks(serviceId: string): Promise<readonly TaskSnapshot[]> {
    return listTasks(this.#connection, serviceId);
  }

  async listNodes(): Promise<readonly NodeSnapshot[]> {
    return listNodes(this.#connection);
  }

  async engineOf(nodeId: string): Promise<Engine> {
    return this.#engines.of(nodeId);
  }

  async createOverlay(request: Parameters<Swarm['createOverlay']>[0]): Promise<{ readonly id: string }> {
    return createOverlay(this.#connection, request);
  }

  /** Closes the ways to the engines of other nodes. */
  async close(): Promise<void> {
    await this.#engines.close();
  }
}

/** An engine outside any Swarm, and a worker, answer 503; Podman has no such path. */
async function inspectSwarm(connection: EngineConnection): Promise<unknown> {
  try {
    return await connection.ask('Inspecting the Swarm', async (docker): Promise<unknown> => docker.swarmInspect());
  } catch (error) {
    if (!(error instanceof EngineRefusal) || ![404, 406, 503].includes(error.status)) throw error;
    throw new FaultlineError('ERR_CAPABILITY_MISSING', `The engine at ${connection.endpoint} is not a Swarm manager: ${error.reason}`, {
      hint: 'Add `--engine private` to use a throw-away engine with a Swarm, or run `docker swarm init` on a machine of yours.',
      cause: error,
    });
  }
}
