import { randomUUID } from 'node:crypto';
import type { ContainerSnapshot, Engine } from '../../../src/engine/engine.ts';
import type { ContainerSpec } from '../../../src/scenario/container-spec.ts';

export const PREFIX = 'bystander';

/** Containers that were there before faultline came: without the label of a run. */
export class Bystanders {
  readonly engine: Engine;
  readonly prefix = `${PREFIX}-${randomUUID().slice(0, 6)}`;
  readonly #ids: string[] = [];
  readonly #services: string[] = [];

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Starts a web server and returns its name. */
  async run(
    spec: Partial<ContainerSpec> = {},
    labels: Readonly<Record<string, string>> = {},
    image = 'faultline/webserver:v1',
  ): Promise<string> {
    await this.engine.ensureImage(image, () => undefined);
    const name = `${this.prefix}-${this.#ids.length + 1}`;
    const [port = 0] = await this.engine.findFreePorts(1);
    const whole: ContainerSpec = {
      ...{
        image,
        environment: {},
        restart: { name: 'no' },
        init: false,
        ports: [{ container: 8000, protocol: 'tcp' }],
        networks: [],
        labels,
      },
      ...{ readOnly: false, tmpfs: [], capAdd: [], capDrop: [], autoRemove: false },
      ...spec,
    };
    const { id } = await this.engine.createContainer({ name, spec: whole, image, labels: {}, publish: { '8000/tcp': port }, networks: [] });
    this.#ids.push(id);
    await this.engine.startContainer(id);
    await this.until(name, ({ health }) => health === 'none' || health === 'healthy');
    return name;
  }

  /** Creates a service and returns its name once its tasks run. */
  async service(replicas: number, labels: Readonly<Record<string, string>> = {}): Promise<string> {
    await this.engine.ensureImage('faultline/webserver:v1', () => undefined);
    const swarm = await this.engine.swarm();
    const name = `${this.prefix}-service${this.#services.length === 0 ? '' : `-${this.#services.length + 1}`}`;
    const fast = { parallelism: 1, monitorMs: 500, order: 'stop-first' as const };
    const { id } = await swarm.createService({
      name,
      spec: {
        ...{ environment: {}, init: false, ports: [], networks: [], labels: {}, readOnly: false },
        deploy: {
          mode: 'replicated',
          replicas,
          labels: {},
          restartPolicy: { condition: 'any', delayMs: 0 },
          updateConfig: fast,
          rollbackConfig: fast,
        },
      },
      image: 'faultline/webserver:v1',
      labels,
      networks: [],
      publishMode: 'host',
    });
    this.#services.push(id);
    const running = async () =>
      (await swarm.listTasks(id)).filter(({ state, desiredState }) => state === 'running' && desiredState === 'running').length;
    await poll(async () => (await running()) === replicas, 'the service never ran');
    return name;
  }

  async state(name: string): Promise<ContainerSnapshot> {
    const snapshot = await this.engine.inspectContainer(name);
    if (snapshot === undefined) throw new Error(`${name} is gone`);
    return snapshot;
  }

  async until(name: string, holds: (snapshot: ContainerSnapshot) => boolean): Promise<void> {
    let last: ContainerSnapshot | undefined;
    await poll(
      async () => holds((last = await this.state(name))),
      () => `${name} did not get there: ${JSON.stringify(last)}`,
    );
  }

  /** Everything on the engine, as far as it can change: to be equal before and after. */
  async inventory(): Promise<string[]> {
    const found = await this.engine.listContainers({});
    const snapshots = await Promise.all(found.map(async ({ id }) => this.engine.inspectContainer(id)));
    return snapshots.map((one) => JSON.stringify([one?.name, one?.id, one?.status, one?.pid, one?.startedAtMs, one?.restartCount]));
  }

  async removeAll(): Promise<void> {
    for (const id of this.#services) await (await this.engine.swarm()).removeService(id);
    for (const id of this.#ids) await this.engine.removeContainer(id);
    await poll(async () => (await this.engine.listContainers({})).every(({ name }) => !name.startsWith(this.prefix)), 'something is left');
  }
}

const LOOK_MS = 100;
const PATIENCE_MS = 90_000;

/** Not everything that a test waits for has an event. */
async function poll(holds: () => Promise<boolean>, otherwise: string | (() => string)): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(typeof otherwise === 'string' ? otherwise : otherwise());
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
