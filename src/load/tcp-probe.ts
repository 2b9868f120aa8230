import type { LoadStream } from '../scenario/scenario.ts';
import type { EndpointProbe } from './endpoint-probe.ts';
import type { Endpoint } from './endpoint.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';
import { TcpConnect } from './tcp-connect.ts';

/** A bare TCP connect, for what speaks a protocol that faultline does not: each one is new. */
export class TcpProbe implements EndpointProbe {
  readonly #endpoint: Endpoint;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  send(_stream: LoadStream, onEnd: OnEnd): RequestInFlight {
    return new TcpConnect(this.#endpoint, onEnd);
  }

  close(): void {
    // Nothing is kept.
  }
}
