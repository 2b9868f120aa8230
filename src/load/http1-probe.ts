import type { Dispatcher } from 'undici';
import type { LoadSpec, LoadStream } from '../scenario/scenario.ts';
import { ConnectionPool } from './connection-pool.ts';
import type { EndpointProbe } from './endpoint-probe.ts';
import { Http1Request } from './http1-request.ts';
import type { Destination } from './open-socket.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';
import { lowerCased } from './lower-cased.ts';
import { ResponseReader } from './response-reader.ts';
import type { ResponseRules } from './response-rules.ts';

export type Http1Options = Readonly<Record<LoadStream, Dispatcher.DispatchOptions>>;

/** Returns what every request of a load says. */
export function http1Options(spec: LoadSpec): Http1Options {
  const url = new URL(spec.url);
  const options: Dispatcher.DispatchOptions = {
    path: `${url.pathname}${url.search}`,
    method: spec.method,
    // Whatever address the endpoint has, the request is for the URL's host.
    headers: { host: url.host, ...lowerCased(spec.headers) },
    ...(spec.body === undefined ? {} : { body: spec.body }),
  };
  return { new: { ...options, reset: true }, 'keep-alive': options };
}

/** HTTP/1.1: a request has its connection to itself, a fresh one or one that is kept. */
export class Http1Probe implements EndpointProbe {
  readonly #pools: Readonly<Record<LoadStream, ConnectionPool>>;
  readonly #options: Http1Options;
  readonly #rules: ResponseRules;

  constructor(destination: Destination, options: Http1Options, rules: ResponseRules) {
    this.#pools = { new: new ConnectionPool(destination, false), 'keep-alive': new ConnectionPool(destination, true) };
    this.#options = options;
    this.#rules = rules;
  }

  send(stream: LoadStream, onEnd: OnEnd): RequestInFlight {
    const request = new Http1Request(this.#pools[stream], new ResponseReader(this.#rules), onEnd);
    request.send(this.#options[stream]);
    return request;
  }

  close(): void {
    this.#pools.new.close();
    this.#pools['keep-alive'].close();
  }
}
