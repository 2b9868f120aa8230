import net from 'node:net';
import os from 'node:os';
import { z } from 'zod';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { EngineConnection } from './transport/engine-connection.ts';

/** Below the range from which Linux takes ports for outgoing connections (32768 on by default). */
const FIRST_PORT = 20_000;
const LAST_PORT = 29_999;

const listSchema = z.array(
  z.object({
    Id: z.string(),
    State: z.string(),
    Ports: z.array(z.object({ PublicPort: z.number().optional() })).nullish(),
  }),
);

const bindingsSchema = z.object({
  HostConfig: z.object({ PortBindings: z.record(z.string(), z.array(z.object({ HostPort: z.string().nullish() })).nullish()).nullish() }),
});

const servicesSchema = z.array(
  z.object({ Endpoint: z.object({ Ports: z.array(z.object({ PublishedPort: z.number().optional() })).nullish() }).nullish() }),
);

/** Finds host ports for the containers of one engine. */
export class FreePorts {
  readonly #connection: EngineConnection;
  readonly #hostAddress: string;
  readonly #isManager: boolean;
  /** Ports given out before: whoever asked may not have published them yet. */
  readonly #givenOut = new Set<number>();

  constructor(connection: EngineConnection, hostAddress: string, isManager: boolean) {
    this.#connection = connection;
    this.#hostAddress = hostAddress;
    this.#isManager = isManager;
  }

  /**
   * Returns distinct ports that nothing uses, from a random start, so that runs side by side rarely meet.
   * @throws ERR_PORT_TAKEN when there are not that many.
   */
  async find(count: number): Promise<readonly number[]> {
    const published = await this.#published();
    const isHere = isOnThisMachine(this.#hostAddress);
    const size = LAST_PORT - FIRST_PORT + 1;
    const start = Math.floor(Math.random() * size);
    const found: number[] = [];
    for (let i = 0; i < size && found.length < count; i++) {
      const port = FIRST_PORT + ((start + i) % size);
      if (published.has(port) || this.#givenOut.has(port)) continue;
      this.#givenOut.add(port);
      if (!isHere || (await canBind(port))) found.push(port);
    }
    if (found.length < count) throw taken(count, found.length);
    return found;
  }

  async #published(): Promise<Set<number>> {
    const what = 'Looking for free ports';
    const ask = async (): Promise<unknown> => this.#connection.ask(what, async (docker) => docker.listContainers({ all: true }));
    const containers = listSchema.parse(await ask());
    const ports = containers.flatMap((container) => (container.Ports ?? []).map(({ PublicPort }) => PublicPort));
    // Only running containers are listed with their ports; the others get theirs back when they are started.
    const stopped = containers.filter(({ State }) => State !== 'running');
    const bound = await Promise.all(stopped.map(async ({ Id }) => this.#bindings(Id)));
    return new Set(
      [...ports, ...bound.flat(), ...(this.#isManager ? await this.#publishedByServices() : [])].filter((port) => port !== undefined),
    );
  }

  async #bindings(id: string): Promise<number[]> {
    try {
      const inspect = await this.#connection.ask('Looking for free ports', async (docker): Promise<unknown> =>
        docker.getContainer(id).inspect(),
      );
      const { PortBindings } = bindingsSchema.parse(inspect).HostConfig;
      return Object.values(PortBindings ?? {}).flatMap((bindings) => (bindings ?? []).map(({ HostPort }) => Number(HostPort)));
    } catch (error) {
      if (error instanceof FaultlineError && error.code === 'ERR_TARGET_GONE') return [];
      throw error;
    }
  }

  async #publishedByServices(): Promise<(number | undefined)[]> {
    const services = await this.#connection.ask('Looking for free ports', async (docker): Promise<unknown> => docker.listServices());
    return servicesSchema.parse(services).flatMap(({ Endpoint }) => (Endpoint?.Ports ?? []).map(({ PublishedPort }) => PublishedPort));
  }
}

function isOnThisMachine(address: string): boolean {
  if (address === 'localhost' || address.startsWith('127.') || address === '::1') return true;
  return Object.values(os.networkInterfaces()).some((addresses) => addresses?.some((own) => own.address === address) === true);
}

async function canBind(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function taken(count: number, found: number): FaultlineError {
  return new FaultlineError(
    'ERR_PORT_TAKEN',
    `${count} free host ports are needed, only ${found} are left from ${FIRST_PORT} to ${LAST_PORT}.`,
    {
      hint: 'Remove containers that are left over (`faultline cleanup`), or give the subjects fixed host ports.',
    },
  );
}
