import http from 'node:http';
import type { Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import { withoutPassword } from '../address/endpoint-parts.ts';
import type { EngineAddress } from '../address/engine-address.ts';
import { EngineAgent } from './engine-agent.ts';
import { engineError } from './engine-error.ts';
import { readAll } from './read-all.ts';

export interface StreamRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** The way to one engine: dockerode over our own connections, with errors in our own words. */
export class EngineConnection {
  /** For people, without credentials. */
  readonly endpoint: string;
  readonly #load: () => Promise<Dockerode>;
  #docker: Promise<Dockerode> | undefined;
  readonly #agent: EngineAgent;
  readonly #prefix: string;

  constructor(address: EngineAddress, apiVersion?: string) {
    this.endpoint = withoutPassword(address.endpoint);
    this.#agent = new EngineAgent(address);
    this.#prefix = apiVersion === undefined ? '' : `/v${apiVersion}`;
    // Every option is given, so that dockerode takes none from the environment; the agent alone knows the address.
    const options = {
      protocol: 'http' as const,
      host: 'engine',
      port: 80,
      socketPath: undefined,
      ca: undefined,
      cert: undefined,
      key: undefined,
      agent: this.#agent,
      version: apiVersion === undefined ? undefined : `v${apiVersion}`,
    };
    // Only when it is needed: it takes 20 MB and a third of the time to start, and many commands need no engine.
    this.#load = async () => new (await import('dockerode')).default(options);
  }

  /** Returns the answer to a request; what it throws is told in our words, beginning with `what`. */
  async ask<T>(what: string, request: (docker: Dockerode) => Promise<T>): Promise<T> {
    return this.#told(what, async () => {
      this.#docker ??= this.#load();
      return request(await this.#docker);
    });
  }

  /**
   * Returns the body of a GET as it comes from the wire. For what dockerode would alter: times finer than a second
   * in a query, and numbers above 2^53 in an answer.
   */
  async stream(what: string, request: StreamRequest): Promise<Readable> {
    return this.#told(what, async () => this.#send('GET', request));
  }

  /** Returns the parsed answer to a POST with a JSON body. For answers of which dockerode returns only a part. */
  async post(what: string, request: StreamRequest & { readonly body: object }): Promise<unknown> {
    return this.#told(
      what,
      async () => JSON.parse(await readAll(await this.#send('POST', request, JSON.stringify(request.body)))) as unknown,
    );
  }

  async #told<T>(what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw engineError(what, error, this.endpoint);
    }
  }

  async #send(method: 'GET' | 'POST', { path, query, signal }: StreamRequest, body?: string): Promise<http.IncomingMessage> {
    const options = {
      method,
      host: 'engine',
      agent: this.#agent,
      path: `${this.#prefix}${path}?${new URLSearchParams(query).toString()}`,
      ...(signal === undefined ? {} : { signal }),
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }),
    };
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http.request(options, resolve).on('error', reject).end(body);
    });
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return response;
    throw new PlainRefusal(status, await readAll(response));
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Has the shape of dockerode's own error. */
class PlainRefusal extends Error {
  readonly statusCode: number;
  readonly json: unknown;

  constructor(statusCode: number, body: string) {
    super(body);
    this.statusCode = statusCode;
    try {
      this.json = JSON.parse(body);
    } catch {
      this.json = undefined;
    }
  }
}
