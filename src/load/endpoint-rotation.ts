import type { LoadStream } from '../scenario/scenario.ts';
import { ConnectionPool } from './connection-pool.ts';
import type { Endpoint } from './endpoint.ts';

type Pools = Readonly<Record<LoadStream, ConnectionPool>>;

/** The endpoints that requests go to in turn, each stream with a turn and connections of its own. */
export class EndpointRotation {
  readonly #url: URL;
  readonly #turn: Record<LoadStream, number> = { new: 0, 'keep-alive': 0 };
  #pools = new Map<string, Pools>();
  #order: readonly Pools[] = [];

  constructor(url: URL) {
    this.#url = url;
  }

  /** Connections to endpoints that stay are kept; requests on their way to others may still end. */
  set(endpoints: readonly Endpoint[]): void {
    const before = this.#pools;
    this.#pools = new Map();
    this.#order = endpoints.map((endpoint) => {
      const key = `${endpoint.address} ${endpoint.port}`;
      const pools = this.#pools.get(key) ?? before.get(key) ?? this.#open(endpoint);
      this.#pools.set(key, pools);
      return pools;
    });
    for (const [key, pools] of before) if (!this.#pools.has(key)) closeAll(pools);
  }

  /** Returns the connections of the endpoint whose turn it is; undefined when there is none. */
  next(stream: LoadStream): ConnectionPool | undefined {
    const pools = this.#order[this.#turn[stream] % Math.max(1, this.#order.length)];
    this.#turn[stream] += 1;
    return pools?.[stream];
  }

  close(): void {
    this.set([]);
  }

  #open({ address, port }: Endpoint): Pools {
    const destination = {
      protocol: this.#url.protocol === 'https:' ? 'https:' : 'http:',
      address,
      port,
      hostname: this.#url.hostname,
    } as const;
    return { new: new ConnectionPool(destination, false), 'keep-alive': new ConnectionPool(destination, true) };
  }
}

function closeAll(pools: Pools): void {
  pools.new.close();
  pools['keep-alive'].close();
}
