import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is done to a request before it reaches the engine: nothing, wait, or an answer of the proxy's own. */
export interface Trouble {
  readonly delayMs?: number;
  readonly answer?: { readonly status: number; readonly message: string };
}

/** A request that waits at the door: path as above. */
export interface HeldRequest {
  readonly path: string;
  readonly release: () => void;
}

/** A way to an engine's unix socket on which requests can be made slow, held back, or fail. */
export class HttpProxy {
  readonly #server: http.Server;
  readonly #agent = new http.Agent();
  /** What it has been asked to change: 'POST /containers/…/pause'. */
  readonly changes: string[] = [];
  readonly #holds: { readonly which: RegExp; readonly came: (held: HeldRequest) => void }[] = [];
  /** Decides over each request: method, and path without API version and query. */
  trouble: (method: string, path: string) => Trouble = () => ({});

  constructor(socketPath: string) {
    this.#server = http.createServer((request, response) => {
      void this.#pass(socketPath, request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not a TCP server');
    return `tcp://127.0.0.1:${address.port}`;
  }

  /** Resolves when a request such as 'POST /containers/…/pause' has come: the next one that matches, which goes on when it is released. */
  async hold(which: RegExp): Promise<HeldRequest> {
    return new Promise((came) => this.#holds.push({ which, came }));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #pass(socketPath: string, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    const path = url.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '');
    if (method !== 'GET') this.changes.push(`${method} ${path}`);
    await this.#wait(method, path);
    const { delayMs = 0, answer } = this.trouble(method, path);
    await sleep(delayMs);
    if (answer !== undefined) {
      request.resume();
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify({ message: answer.message }));
      return;
    }
    const onward = http.request({ socketPath, method, path: url, headers, agent: this.#agent }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
      response.flushHeaders();
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  async #wait(method: string, path: string): Promise<void> {
    const at = this.#holds.findIndex(({ which }) => which.test(`${method} ${path}`));
    const [hold] = at === -1 ? [] : this.#holds.splice(at, 1);
    if (hold !== undefined) await new Promise<void>((release) => hold.came({ path, release }));
  }
}
