import { randomUUID } from 'node:crypto';
import type { Engine } from '../../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../../src/engine/labels.ts';
import type { CreateService, ServiceSnapshot, Swarm, TaskSnapshot } from '../../../../src/engine/swarm.ts';
import { plainService, type GivenService } from './plain-service.ts';

const PATIENCE_MS = 40_000;

/** The services and networks of one test file, all removed at its end. */
export class TestServices {
  readonly engine: Engine;
  readonly swarm: Swarm;
  readonly label = RUN_LABEL;
  readonly run = `test-${randomUUID().slice(0, 8)}`;
  #count = 0;

  constructor(engine: Engine, swarm: Swarm) {
    this.engine = engine;
    this.swarm = swarm;
  }

  async create(given: GivenService = {}, request: Partial<CreateService> = {}): Promise<string> {
    const image = request.image ?? (await this.engine.ensureImage('faultline/webserver:v1', () => undefined)).reference;
    const { id } = await this.swarm.createService({
      name: `${this.run}-${++this.#count}`,
      spec: plainService({ stopGracePeriodMs: 1000, ...given }),
      labels: { [RUN_LABEL]: this.run },
      networks: [],
      publishMode: 'host',
      ...request,
      image,
    });
    return id;
  }

  /** Creates a service and resolves when as many of its tasks run as are wanted. */
  async start(given: GivenService = {}, request: Partial<CreateService> = {}): Promise<string> {
    const id = await this.create(given, request);
    await this.untilRunning(id, given.deploy?.replicas ?? 1);
    return id;
  }

  async inspect(id: string): Promise<ServiceSnapshot> {
    const service = await this.swarm.inspectService(id);
    if (service === undefined) throw new Error(`service ${id} is gone`);
    return service;
  }

  /** Returns the tasks that run and are wanted, once there are as many as that. */
  async untilRunning(id: string, count: number): Promise<readonly TaskSnapshot[]> {
    const running = (tasks: readonly TaskSnapshot[]) => tasks.filter(isRunning);
    return running(await this.untilTasks(id, (tasks) => running(tasks).length === count));
  }

  /** Returns the tasks once `holds` says so, looking again at each event of the engine. */
  async untilTasks(id: string, holds: (tasks: readonly TaskSnapshot[]) => boolean): Promise<readonly TaskSnapshot[]> {
    return this.#until(async () => this.swarm.listTasks(id), holds);
  }

  async untilService(id: string, holds: (service: ServiceSnapshot) => boolean): Promise<ServiceSnapshot> {
    return this.#until(async () => this.inspect(id), holds);
  }

  /** Returns the containers that the service has, running or not. */
  async containers(id: string): Promise<readonly { readonly id: string }[]> {
    return this.engine.listContainers({ labels: [`com.docker.swarm.service.id=${id}`] });
  }

  async removeAll(): Promise<void> {
    const services = await this.swarm.listServices({ labels: [`${RUN_LABEL}=${this.run}`] });
    await Promise.all(services.map(async ({ id }) => this.swarm.removeService(id)));
    await this.#until(
      async () => this.engine.listContainers({ labels: [`${RUN_LABEL}=${this.run}`] }),
      (left) => left.length === 0,
    );
    const networks = await this.engine.listNetworks({ labels: { [RUN_LABEL]: this.run } });
    await Promise.all(networks.map(async ({ id }) => this.engine.removeNetwork(id)));
  }

  /** Swarm sends no events of its tasks: their states are asked for until they are there. */
  async #until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
    const deadlineMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const seen = await look();
      if (holds(seen)) return seen;
      if (performance.now() > deadlineMs) throw new Error(`it did not get there; it is ${JSON.stringify(seen)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export function isRunning({ state, desiredState }: TaskSnapshot): boolean {
  return state === 'running' && desiredState === 'running';
}
