import type { LoadSpec, LoadStream } from '../scenario/scenario.ts';
import { EndpointRotation } from './endpoint-rotation.ts';
import type { Endpoint } from './endpoint.ts';
import { probeOpener, type Surroundings } from './probe-opener.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';

/** Sends the requests of one load, one by one, when told to. */
export class RequestSender {
  readonly #rotation: EndpointRotation;

  /** @throws ERR_SCENARIO_INVALID when a pattern, the certificates or the command of the load cannot be used. */
  constructor(spec: LoadSpec, surroundings: Surroundings = {}) {
    this.#rotation = new EndpointRotation(probeOpener(spec, surroundings));
  }

  setEndpoints(endpoints: readonly Endpoint[]): void {
    this.#rotation.set(endpoints);
  }

  /** Sends one request. With no endpoint to send it to, it ends at once as refused and undefined is returned. */
  send(stream: LoadStream, onEnd: OnEnd): RequestInFlight | undefined {
    const probe = this.#rotation.next(stream);
    if (probe !== undefined) return probe.send(stream, onEnd);
    onEnd('refused', undefined);
    return undefined;
  }

  close(): void {
    this.#rotation.close();
  }
}
