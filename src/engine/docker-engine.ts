import path from 'node:path';
import type Dockerode from 'dockerode';
import type { ConnectOptions } from './connect-options.ts';
import {
  createContainer,
  ignoringNotModified,
  inspectContainer,
  removeContainer,
  unpauseContainer,
} from './containers/container-operations.ts';
import { containerSnapshot } from './containers/container-snapshot.ts';
import { listContainers } from './containers/list-containers.ts';
import { readLogs } from './containers/read-logs.ts';
import { runExec } from './containers/run-exec.ts';
import type {
  BuildImage,
  ContainerFilter,
  ContainerSnapshot,
  ContainerSummary,
  CreateContainer,
  Engine,
  EngineFacts,
  EngineStreamItem,
  ExecRequest,
  ExecResult,
  ImageInfo,
  ImageSnapshot,
  LogLine,
  LogRequest,
  ProcessSignalMethod,
} from './engine.ts';
import { EventStream } from './events/event-stream.ts';
import { FreePorts } from './free-ports.ts';
import { EngineImages } from './images/engine-images.ts';
import { inspectImage } from './images/inspect-image.ts';
import { listImages, removeImage } from './images/labelled-images.ts';
import { packageRoot } from './images/package-root.ts';
import { createNetwork, listNetworks, removeNetwork } from './networks.ts';
import { signalProcesses, type ProcessSignalResult } from './processes/signal-processes.ts';
import type { NodeAccess } from './swarm/node-engines.ts';
import { DockerSwarm } from './swarm/docker-swarm.ts';
import type { Swarm } from './swarm.ts';
import type { EngineConnection } from './transport/engine-connection.ts';

const EVENTS_GIVE_UP_MS = 30_000;

/** A Docker Engine that answers, over its HTTP API. */
export class DockerEngine implements Engine {
  readonly facts: EngineFacts;
  readonly hostAddress: string;
  readonly #connection: EngineConnection;
  readonly #images: EngineImages;
  readonly #ports: FreePorts;
  readonly #eventsGiveUpMs: number;
  readonly #nodes: NodeAccess;
  #swarm: Promise<DockerSwarm> | undefined;

  constructor(connection: EngineConnection, facts: EngineFacts, hostAddress: string, options: ConnectOptions, nodes: NodeAccess) {
    this.facts = facts;
    this.hostAddress = hostAddress;
    this.#connection = connection;
    this.#images = new EngineImages(connection, options.imagesRoot ?? path.join(packageRoot(), 'scenarios', 'images'));
    this.#ports = new FreePorts(connection, hostAddress, facts.swarm === 'manager');
    this.#eventsGiveUpMs = options.eventsGiveUpMs ?? EVENTS_GIVE_UP_MS;
    this.#nodes = nodes;
  }

  async createContainer(request: CreateContainer): Promise<{ readonly id: string; readonly warnings: readonly string[] }> {
    return createContainer(this.#connection, request);
  }

  async startContainer(id: string): Promise<void> {
    await ignoringNotModified(this.#ask('Starting', id, async (container): Promise<unknown> => container.start()));
  }

  async signalContainer(id: string, signal: string): Promise<void> {
    await this.#ask(`Sending ${signal} to`, id, async (container): Promise<unknown> => container.kill({ signal }));
  }

  async stopContainer(id: string, options: { readonly graceMs?: number | undefined } = {}): Promise<void> {
    await ignoringNotModified(
      this.#ask('Stopping', id, async (container): Promise<unknown> => container.stop(graceOption(options.graceMs))),
    );
  }

  async restartContainer(id: string, options: { readonly graceMs?: number | undefined } = {}): Promise<void> {
    await this.#ask('Restarting', id, async (container): Promise<unknown> => container.restart(graceOption(options.graceMs)));
  }

  async pauseContainer(id: string): Promise<void> {
    await this.#ask('Pausing', id, async (container): Promise<unknown> => container.pause());
  }

  async unpauseContainer(id: string): Promise<void> {
    await unpauseContainer(this.#connection, id);
  }

  async removeContainer(id: string): Promise<void> {
    await removeContainer(this.#connection, id);
  }

  async inspectContainer(id: string): Promise<ContainerSnapshot | undefined> {
    const inspect = await inspectContainer(this.#connection, id);
    return inspect === undefined ? undefined : containerSnapshot(inspect);
  }

  async listContainers(filter: ContainerFilter): Promise<readonly ContainerSummary[]> {
    return listContainers(this.#connection, filter);
  }

  async exec(id: string, request: ExecRequest): Promise<ExecResult> {
    return runExec(this.#connection, id, request);
  }

  logs(id: string, request: LogRequest): AsyncIterable<LogLine> {
    return readLogs(this.#connection, id, request);
  }

  async signalProcesses(
    id: string,
    signal: string,
    which: 'first' | 'all',
    method?: ProcessSignalMethod,
    runId?: string,
  ): Promise<ProcessSignalResult> {
    const helperImage = async (): Promise<string> => (await this.#images.base(() => undefined)).id;
    return signalProcesses(this.#connection, this.facts, helperImage, { id, signal, which, method, runId });
  }

  events(request: { readonly sinceMs: number; readonly signal: AbortSignal }): AsyncIterable<EngineStreamItem> {
    return new EventStream(this.#connection, { ...request, giveUpMs: this.#eventsGiveUpMs }).items();
  }

  async createNetwork(request: Parameters<Engine['createNetwork']>[0]): Promise<{ readonly id: string }> {
    return createNetwork(this.#connection, request);
  }

  async removeNetwork(idOrName: string): Promise<void> {
    await removeNetwork(this.#connection, idOrName);
  }

  async listNetworks(filter: Parameters<Engine['listNetworks']>[0]): ReturnType<Engine['listNetworks']> {
    return listNetworks(this.#connection, filter);
  }

  async ensureImage(reference: string, onProgress: (line: string) => void): Promise<ImageInfo> {
    return this.#images.ensure(reference, onProgress);
  }

  async inspectImage(reference: string): Promise<ImageSnapshot | undefined> {
    return inspectImage(this.#connection, reference);
  }

  async listImages(filter: Parameters<Engine['listImages']>[0]): ReturnType<Engine['listImages']> {
    return listImages(this.#connection, filter);
  }

  async removeImage(id: string): Promise<void> {
    await removeImage(this.#connection, id);
  }

  async buildImage(request: BuildImage, onProgress: (line: string) => void): Promise<ImageInfo> {
    return this.#images.build(request, onProgress);
  }

  async findFreePorts(count: number): Promise<readonly number[]> {
    return this.#ports.find(count);
  }

  async swarm(): Promise<Swarm> {
    this.#swarm ??= DockerSwarm.of(this.#connection, this, this.#nodes).catch((error: unknown) => {
      this.#swarm = undefined;
      throw error;
    });
    return this.#swarm;
  }

  async close(): Promise<void> {
    const swarm = await this.#swarm?.catch(() => undefined);
    await swarm?.close();
    this.#connection.close();
  }

  async #ask(verb: string, id: string, request: (container: Dockerode.Container) => Promise<unknown>): Promise<void> {
    await this.#connection.ask(`${verb} container ${id.slice(0, 12)}`, async (docker) => request(docker.getContainer(id)));
  }
}

function graceOption(graceMs: number | undefined): { t?: number } {
  return graceMs === undefined ? {} : { t: Math.ceil(graceMs / 1000) };
}
