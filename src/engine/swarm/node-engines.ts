import { FaultlineError } from '../../errors/faultline-error.ts';
import type { EngineAddress } from '../address/engine-address.ts';
import type { Engine } from '../engine.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { listNodes, ownNodeId } from './nodes.ts';

export interface NodeAccess {
  /** By node id or host name. */
  readonly addresses: Readonly<Record<string, EngineAddress>>;
  readonly connect: (address: EngineAddress) => Promise<Engine>;
}

/** The engines of a Swarm's nodes, each connected when it is first asked for. */
export class NodeEngines {
  readonly #connection: EngineConnection;
  readonly #own: Engine;
  readonly #access: NodeAccess;
  readonly #connected = new Map<string, Promise<Engine>>();
  #ownId: string | undefined;

  constructor(connection: EngineConnection, own: Engine, access: NodeAccess) {
    this.#connection = connection;
    this.#own = own;
    this.#access = access;
  }

  /** @throws ERR_CAPABILITY_MISSING when there is no way to the node. */
  async of(nodeId: string): Promise<Engine> {
    if (await this.#isOwn(nodeId)) return this.#own;
    const known = this.#connected.get(nodeId);
    if (known !== undefined) return known;
    const connecting = this.#connect(nodeId);
    this.#connected.set(nodeId, connecting);
    connecting.catch(() => this.#connected.delete(nodeId));
    return connecting;
  }

  async close(): Promise<void> {
    for (const engine of this.#connected.values())
      await engine.then(
        async (connected) => connected.close(),
        () => undefined,
      );
  }

  /** An engine that leaves its Swarm and joins again has another id. To tell its id it starts two programs, so it is not asked each time. */
  async #isOwn(nodeId: string): Promise<boolean> {
    if (nodeId !== this.#ownId) this.#ownId = await ownNodeId(this.#connection);
    return nodeId === this.#ownId;
  }

  async #connect(nodeId: string): Promise<Engine> {
    const hostname = (await listNodes(this.#connection)).find(({ id }) => id === nodeId)?.hostname ?? '';
    const address = this.#access.addresses[nodeId] ?? this.#access.addresses[hostname];
    if (address !== undefined) return this.#access.connect(address);
    throw new FaultlineError('ERR_CAPABILITY_MISSING', `There is no way to the engine of node ${hostname === '' ? nodeId : hostname}.`, {
      hint: 'Only tasks on the node of this engine can be reached; keep the service there with a placement constraint.',
    });
  }
}
