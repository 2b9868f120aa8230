import { z } from 'zod';
import { connectEngine } from '../../../../src/engine/connect-engine.ts';
import type { Engine } from '../../../../src/engine/engine.ts';
import { engineDown } from '../../../../src/engine/private/engine-down.ts';
import { enginePaths } from '../../../../src/engine/private/engine-paths.ts';
import { readRecord, type EngineRecord } from '../../../../src/engine/private/engine-record.ts';
import { askSocket } from '../../../../src/engine/private/engine-socket.ts';
import { engineUp } from '../../../../src/engine/private/engine-up.ts';
import { runProgram } from '../../../../src/engine/private/run-program.ts';

const LINK = 'swarm0';
const JOIN_WITHIN_MS = 30_000;
const swarmSchema = z.object({ JoinTokens: z.object({ Worker: z.string() }) });

export interface Node {
  readonly name: string;
  readonly hostname: string;
  readonly endpoint: string;
  readonly hostAddress: string;
  readonly socket: string;
}

/** A Swarm of two private engines, each in a network namespace of its own, with a link between the two. */
export class TwoNodes {
  readonly manager: Node;
  readonly worker: Node;

  private constructor(manager: Node, worker: Node) {
    this.manager = manager;
    this.worker = worker;
  }

  static async up(prefix: string): Promise<TwoNodes> {
    const [manager, worker] = await Promise.all([nodeUp(`${prefix}-manager`), nodeUp(`${prefix}-worker`)]);
    const nodes = new TwoNodes(manager, worker);
    try {
      await nodes.#link();
      await nodes.#join();
    } catch (error) {
      await nodes.down();
      throw error;
    }
    return nodes;
  }

  /** Connects to the manager, with the way to the worker under its host name or without. */
  async connect(withWorker: boolean): Promise<Engine> {
    const { endpoint, hostAddress } = this.manager;
    const { hostname, ...worker } = this.worker;
    const nodes = withWorker ? { [hostname]: { endpoint: worker.endpoint, hostAddress: worker.hostAddress } } : {};
    return connectEngine({ endpoint, hostAddress }, { nodes });
  }

  async down(): Promise<void> {
    await Promise.all([engineDown(this.manager.name), engineDown(this.worker.name)]);
  }

  /** The nodes keep the addresses at which this machine reaches them: each has a route to the other's over the link. It goes with the namespaces. */
  async #link(): Promise<void> {
    const [one, other] = await Promise.all([recordOf(this.manager), recordOf(this.worker)]);
    const inside = (record: EngineRecord, ...command: string[]) =>
      runProgram('nsenter', ['-t', String(record.holder.pid), '-n', 'ip', ...command]);
    const peer = ['type', 'veth', 'peer', 'name', LINK, 'netns', String(other.holder.pid)];
    await inside(one, 'link', 'add', LINK, ...peer);
    for (const [here, there] of [
      [one, other],
      [other, one],
    ] as const) {
      await inside(here, 'link', 'set', LINK, 'up');
      await inside(here, 'route', 'add', `${there.engineAddress}/32`, 'dev', LINK, 'src', here.engineAddress);
    }
  }

  async #join(): Promise<void> {
    const { JoinTokens } = swarmSchema.parse(JSON.parse(await ask(this.manager, 'GET', '/swarm')));
    await ask(this.worker, 'POST', '/swarm/leave?force=true');
    const address = this.worker.hostAddress;
    const body = { ListenAddr: `${address}:2377`, AdvertiseAddr: address, RemoteAddrs: [`${this.manager.hostAddress}:2377`] };
    await ask(this.worker, 'POST', '/swarm/join', { ...body, JoinToken: JoinTokens.Worker });
  }
}

async function nodeUp(name: string): Promise<Node> {
  const { endpoint, hostAddress } = await engineUp({ name });
  return { name, hostname: `faultline-${name}`, endpoint, hostAddress, socket: enginePaths(name).socket };
}

async function recordOf({ name }: Node): Promise<EngineRecord> {
  const record = await readRecord(enginePaths(name));
  if (record === undefined) throw new Error(`there is no record of ${name}`);
  return record;
}

async function ask({ socket }: Node, method: 'GET' | 'POST', path: string, body?: object): Promise<string> {
  const answer = await askSocket(socket, { method, path, timeoutMs: JOIN_WITHIN_MS, ...(body === undefined ? {} : { body }) });
  if (answer.status === 200) return answer.body;
  throw new Error(`${path}: ${answer.status} ${answer.body}`);
}
