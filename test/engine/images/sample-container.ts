import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ContainerSnapshot, Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import type { ContainerSpec } from '../../../src/scenario/container-spec.ts';
import { plainSpec } from '../../support/plain-spec.ts';

export interface SampleRequest {
  readonly image: string;
  readonly spec?: Partial<ContainerSpec>;
  /** Container port to publish. */
  readonly port?: number;
}

/** A started container of a sample image; `await using` removes it. */
export class SampleContainer implements AsyncDisposable {
  readonly #engine: Engine;
  readonly id: string;
  /** Where its published port is reached. */
  readonly url: string;

  private constructor(engine: Engine, id: string, url: string) {
    this.#engine = engine;
    this.id = id;
    this.url = url;
  }

  static async start(engine: Engine, { image, spec = {}, port }: SampleRequest): Promise<SampleContainer> {
    await engine.ensureImage(image, () => undefined);
    const [hostPort = 0] = port === undefined ? [] : await engine.findFreePorts(1);
    const { id } = await engine.createContainer({
      name: `sample-${randomUUID()}`,
      spec: plainSpec({ ...spec, ...(port === undefined ? {} : { ports: [{ container: port, protocol: 'tcp' }] }) }),
      image,
      labels: { [RUN_LABEL]: 'test-images' },
      publish: port === undefined ? {} : { [`${port}/tcp`]: hostPort },
      networks: [],
    });
    const container = new SampleContainer(engine, id, `http://${engine.hostAddress}:${hostPort}`);
    try {
      await engine.startContainer(id);
    } catch (error) {
      await container[Symbol.asyncDispose]();
      throw error;
    }
    return container;
  }

  /** Resolves with the first line of output that matches. */
  async line(pattern: RegExp): Promise<string> {
    for await (const { text } of this.#engine.logs(this.id, { follow: true })) if (pattern.test(text)) return text;
    throw new Error(`the container ended without a line that matches ${pattern.source}`);
  }

  async output(): Promise<string> {
    const lines: string[] = [];
    for await (const { text } of this.#engine.logs(this.id, { follow: false })) lines.push(text);
    return lines.join('\n');
  }

  /** Resolves when the container has exited, with what the engine says of it. */
  async exited(): Promise<ContainerSnapshot> {
    for (;;) {
      const snapshot = await this.#engine.inspectContainer(this.id);
      if (snapshot === undefined) throw new Error('the container is gone');
      if (snapshot.status === 'exited') return snapshot;
      await delay(20);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#engine.removeContainer(this.id);
  }
}
