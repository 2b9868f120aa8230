import type { LoadStream } from '../scenario/scenario.ts';
import { CustomRequest } from './custom-request.ts';
import type { EndpointProbe } from './endpoint-probe.ts';
import type { Endpoint } from './endpoint.ts';
import type { LoadedProbe } from './load-probe.ts';
import { closeQuietly } from './close-quietly.ts';
import type { ProbeConnection } from './probe.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';

/** Sends the requests of a load by a project's own probe: each on a connection of its own, or on one that is idle. */
export class CustomProbe implements EndpointProbe {
  readonly #probe: LoadedProbe;
  readonly #endpoint: Endpoint;
  #idle: ProbeConnection[] = [];
  #closed = false;

  constructor(probe: LoadedProbe, endpoint: Endpoint) {
    this.#probe = probe;
    this.#endpoint = endpoint;
  }

  send(stream: LoadStream, onEnd: OnEnd): RequestInFlight {
    const { address, port } = this.#endpoint;
    const kept = stream === 'keep-alive' ? this.#takeIdle() : undefined;
    return new CustomRequest(this.#probe.name, onEnd, {
      open: async (signal) => kept ?? this.#probe.open({ address, port }, signal),
      keep: (connection) => {
        if (stream !== 'keep-alive' || this.#closed) return false;
        this.#idle.push(connection);
        return true;
      },
    });
  }

  close(): void {
    this.#closed = true;
    const idle = this.#idle;
    this.#idle = [];
    idle.forEach(closeQuietly);
  }

  /** The one that was used last: the others may be too many. */
  #takeIdle(): ProbeConnection | undefined {
    for (let connection = this.#idle.pop(); connection !== undefined; connection = this.#idle.pop()) {
      if (connection.ended !== true) return connection;
      closeQuietly(connection);
    }
    return undefined;
  }
}
