import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';

/** A way to an engine's unix socket that can be cut and joined again. */
export class CutProxy {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  #isCut = false;

  constructor(socketPath: string, secure?: tls.TlsOptions) {
    const onConnection = (client: net.Socket): void => this.#join(client, net.connect(socketPath));
    this.#server = secure === undefined ? net.createServer(onConnection) : tls.createServer(secure, onConnection);
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not a TCP server');
    return address.port;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  join(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(client: net.Socket, engine: net.Socket): void {
    for (const [socket, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    if (this.#isCut) client.destroy();
    else client.pipe(engine).pipe(client);
  }
}

/** Returns the path of a 'unix://' endpoint. */
export function socketPathOf(endpoint: string): string {
  if (!endpoint.startsWith('unix://')) throw new Error(`these tests need an engine behind a unix socket, not ${endpoint}`);
  return endpoint.slice('unix://'.length);
}
