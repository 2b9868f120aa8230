import net from 'node:net';
import tls from 'node:tls';
import { Client, type Dispatcher } from 'undici';

export interface Destination {
  readonly protocol: 'http:' | 'https:';
  readonly address: string;
  readonly port: number;
  /** The URL's own host name, which a certificate must be for. */
  readonly hostname: string;
}

const IDLE_MS = 30_000;

/**
 * One connection that carries one request at a time. Its socket is ours, so that a request's deadline ends it also while it is still connecting:
 * left alone, a SYN that nobody answers would hold its connection for minutes after the other side is back.
 */
export class Connection {
  readonly #client: Client;
  #socket: net.Socket | undefined;
  #resolving = false;

  constructor(destination: Destination) {
    const { protocol, address, port } = destination;
    this.#client = new Client(`${protocol}//${net.isIPv6(address) ? `[${address}]` : address}:${port}`, {
      pipelining: 1,
      // The one deadline that counts is the load's own.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_MS,
      connect: (_options, callback) => {
        const socket = openSocket(destination);
        this.#socket = socket;
        this.#resolving = net.isIP(address) === 0;
        socket.once('lookup', () => (this.#resolving = false));
        const refused = (error: Error): void => callback(error, null);
        socket.once('error', refused);
        socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          socket.off('error', refused);
          callback(null, socket);
        });
      },
    });
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#client.dispatch(options, handler);
  }

  /** Whether the address is a name that has not been resolved yet. */
  get resolving(): boolean {
    return this.#resolving;
  }

  /** Ends it at once, whatever it is doing. The request on it, if any, is told so. */
  destroy(): void {
    this.#socket?.destroy();
    this.#client.destroy().catch(() => undefined);
  }
}

function openSocket({ protocol, address, port, hostname }: Destination): net.Socket {
  const socket =
    protocol === 'https:'
      ? tls.connect({ host: address, port, servername: net.isIP(hostname) === 0 ? hostname : '', ALPNProtocols: ['http/1.1'] })
      : net.connect({ host: address, port });
  socket.setNoDelay(true);
  // An error after the connection was given up has nobody left to tell.
  socket.on('error', () => undefined);
  return socket;
}
