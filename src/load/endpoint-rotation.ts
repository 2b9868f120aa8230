import type { LoadStream } from '../scenario/scenario.ts';
import type { EndpointProbe, OpenProbe } from './endpoint-probe.ts';
import type { Endpoint } from './endpoint.ts';

/** The endpoints that requests go to in turn, each stream with a turn of its own. */
export class EndpointRotation {
  readonly #open: OpenProbe;
  readonly #turn: Record<LoadStream, number> = { new: 0, 'keep-alive': 0 };
  #probes = new Map<string, EndpointProbe>();
  #order: readonly EndpointProbe[] = [];

  constructor(open: OpenProbe) {
    this.#open = open;
  }

  /** Connections to endpoints that stay are kept; requests on their way to others may still end. */
  set(endpoints: readonly Endpoint[]): void {
    const before = this.#probes;
    this.#probes = new Map();
    this.#order = endpoints.map((endpoint) => {
      const key = `${endpoint.address} ${endpoint.port}`;
      const probe = this.#probes.get(key) ?? before.get(key) ?? this.#open(endpoint);
      this.#probes.set(key, probe);
      return probe;
    });
    for (const [key, probe] of before) if (!this.#probes.has(key)) probe.close();
  }

  /** Returns the probe of the endpoint whose turn it is; undefined when there is none. */
  next(stream: LoadStream): EndpointProbe | undefined {
    const probe = this.#order[this.#turn[stream] % Math.max(1, this.#order.length)];
    this.#turn[stream] += 1;
    return probe;
  }

  close(): void {
    this.set([]);
  }
}
