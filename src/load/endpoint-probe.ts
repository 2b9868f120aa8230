import type { LoadStream } from '../scenario/scenario.ts';
import type { Endpoint } from './endpoint.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';

/** Sends the requests of one load to one endpoint. Each kind of request has its own: HTTP/1.1, HTTP/2, a bare connect, a command. */
export interface EndpointProbe {
  /** Sends one request now; `onEnd` may be called before this returns. */
  send(stream: LoadStream, onEnd: OnEnd): RequestInFlight;
  /** Nothing more will be sent; kept connections end as soon as their requests have. */
  close(): void;
}

export type OpenProbe = (endpoint: Endpoint) => EndpointProbe;
