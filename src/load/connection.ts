import type net from 'node:net';
import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import { isName, openSocket, type Destination } from './open-socket.ts';

const IDLE_MS = 30_000;
const GIVEN_UP = new Error('the connection was given up');

/**
 * One connection that carries one HTTP/1.1 request at a time. Its socket is ours, so that a request's deadline ends it also while it is still connecting:
 * left alone, a SYN that nobody answers would hold its connection for minutes after the other side is back. After its socket has ended the next request
 * opens another one.
 */
export class Connection {
  readonly #client: Client;
  #socket: net.Socket | undefined;
  #resolving = false;
  #onHungUp: (() => void) | undefined;

  /** `origin`: the destination's, over plain HTTP. */
  constructor(destination: Destination, origin: URL) {
    this.#client = new Client(origin, {
      pipelining: 1,
      // The one deadline that counts is the load's own.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_MS,
      connect: (_options, callback) => {
        const socket = openSocket(destination);
        this.#socket = socket;
        this.#resolving = isName(destination.address);
        socket.once('lookup', () => (this.#resolving = false));
        const refused = (error: Error): void => callback(withoutRetry(error), null);
        socket.once('error', refused);
        socket.once(destination.tls === undefined ? 'connect' : 'secureConnect', () => {
          socket.off('error', refused);
          callback(null, socket);
        });
      },
    });
    this.#client.on('disconnect', () => {
      const hungUp = this.#onHungUp;
      this.#onHungUp = undefined;
      hungUp?.();
    });
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#client.dispatch(options, handler);
  }

  /** Whether the address is a name that has not been resolved yet. */
  get resolving(): boolean {
    return this.#resolving;
  }

  /** Closes the socket of an answered request, which `new` asked for; `onHungUp` is called once the next request may open another. */
  hangUp(onHungUp: () => void): void {
    this.#onHungUp = onHungUp;
    this.#socket?.destroy();
  }

  /** Ends it at once, whatever it is doing. The request on it, if any, is told so. */
  destroy(): void {
    this.#socket?.destroy();
    this.#client.destroy(GIVEN_UP, () => undefined);
  }
}

/** For a certificate of another host undici would connect again and again: it takes the host for one that may have changed. */
function withoutRetry(error: Error): Error {
  if (!('code' in error) || error.code !== 'ERR_TLS_CERT_ALTNAME_INVALID') return error;
  return Object.assign(new Error(error.message, { cause: error }), { code: 'HOSTNAME_MISMATCH' });
}
