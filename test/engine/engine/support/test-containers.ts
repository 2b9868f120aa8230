import { randomUUID } from 'node:crypto';
import type { CreateContainer, Engine } from '../../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../../src/engine/labels.ts';
import type { ContainerSpec } from '../../../../src/scenario/container-spec.ts';
import { plainSpec } from '../../../support/plain-spec.ts';

/** A shell that does nothing and ends at SIGTERM with 15. */
export const IDLE = ['sh', '-c', 'trap "exit 15" TERM; while :; do sleep 0.05; done'];

/** The containers and networks of one test file, all removed at its end. */
export class TestContainers {
  readonly engine: Engine;
  readonly run = `test-${randomUUID().slice(0, 8)}`;
  #count = 0;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  async create(spec: Partial<ContainerSpec> = {}, request: Partial<CreateContainer> = {}): Promise<string> {
    const { id } = await this.engine.createContainer({
      name: `${this.run}-${++this.#count}`,
      spec: plainSpec({ entrypoint: IDLE, ...spec }),
      image: (await this.engine.ensureImage('faultline/base', () => undefined)).reference,
      labels: { [RUN_LABEL]: this.run },
      publish: {},
      networks: [],
      ...request,
    });
    return id;
  }

  async start(spec: Partial<ContainerSpec> = {}, request: Partial<CreateContainer> = {}): Promise<string> {
    const id = await this.create(spec, request);
    await this.engine.startContainer(id);
    return id;
  }

  /** Resolves with the container's next event of this kind, or the one it had. */
  async seen(id: string, action: string, count = 1): Promise<Readonly<Record<string, string>>> {
    const abort = new AbortController();
    let left = count;
    try {
      for await (const item of this.engine.events({ sinceMs: 0, signal: abort.signal })) {
        if (item.kind === 'event' && item.event.id === id && item.event.action === action && --left === 0) return item.event.attributes;
      }
      throw new Error(`the event stream ended without ${action}`);
    } finally {
      abort.abort();
    }
  }

  /** Resolves when the container has printed a line. */
  async printed(id: string, line: string): Promise<void> {
    const abort = new AbortController();
    try {
      for await (const { text } of this.engine.logs(id, { follow: true, signal: abort.signal })) if (text === line) return;
      throw new Error(`the container ended without '${line}'`);
    } finally {
      abort.abort();
    }
  }

  async removeAll(): Promise<void> {
    const containers = await this.engine.listContainers({ labels: [`${RUN_LABEL}=${this.run}`] });
    await Promise.all(containers.map(async ({ id }) => this.engine.removeContainer(id)));
    const networks = await this.engine.listNetworks({ labels: { [RUN_LABEL]: this.run } });
    await Promise.all(networks.map(async ({ id }) => this.engine.removeNetwork(id)));
  }
}
