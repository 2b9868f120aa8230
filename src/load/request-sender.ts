import type { Dispatcher } from 'undici';
import type { LoadSpec, LoadStream } from '../scenario/scenario.ts';
import { EndpointRotation } from './endpoint-rotation.ts';
import type { Endpoint } from './endpoint.ts';
import { RequestInFlight, type OnEnd } from './request-in-flight.ts';
import { ResponseReader } from './response-reader.ts';
import { responseRules, type ResponseRules } from './response-rules.ts';

/** Sends the requests of one load, one by one, when told to. */
export class RequestSender {
  readonly #rotation: EndpointRotation;
  readonly #rules: ResponseRules;
  readonly #options: Readonly<Record<LoadStream, Dispatcher.DispatchOptions>>;

  /** @throws ERR_SCENARIO_INVALID when a pattern of the load is not a regular expression. */
  constructor(spec: LoadSpec) {
    const url = new URL(spec.url);
    this.#rotation = new EndpointRotation(url);
    this.#rules = responseRules(spec);
    const options: Dispatcher.DispatchOptions = {
      path: `${url.pathname}${url.search}`,
      method: spec.method,
      // Whatever address the endpoint has, the request is for the URL's host.
      headers: { host: url.host, ...lowerCased(spec.headers) },
      ...(spec.body === undefined ? {} : { body: spec.body }),
    };
    this.#options = { new: { ...options, reset: true }, 'keep-alive': options };
  }

  setEndpoints(endpoints: readonly Endpoint[]): void {
    this.#rotation.set(endpoints);
  }

  /** Sends one request. With no endpoint to send it to, it ends at once as refused and undefined is returned. */
  send(stream: LoadStream, onEnd: OnEnd): RequestInFlight | undefined {
    const pool = this.#rotation.next(stream);
    if (pool === undefined) {
      onEnd('refused', undefined);
      return undefined;
    }
    const request = new RequestInFlight(pool, new ResponseReader(this.#rules), onEnd);
    request.send(this.#options[stream]);
    return request;
  }

  close(): void {
    this.#rotation.close();
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
