import { Connection } from './connection.ts';
import type { Destination } from './open-socket.ts';

/** Without a socket, kept for the next request that needs a fresh one. More than are closing at a time is of no use. */
const CLOSED_KEPT = 100;

/**
 * The connections of one stream to one endpoint. A request never waits for one: it gets an idle connection or a fresh one. What bounds their number
 * is the deadline, which ends every request: at most rate × timeout are on their way.
 */
export class ConnectionPool {
  readonly #destination: Destination;
  readonly #origin: URL;
  readonly #reuse: boolean;
  #idle: Connection[] = [];
  #closed = false;

  constructor(destination: Destination, reuse: boolean) {
    const { address, port } = destination;
    this.#destination = destination;
    // Encryption is the socket's business: to undici it is a plain one.
    this.#origin = new URL(`http://${address.includes(':') ? `[${address}]` : address}:${port}`);
    this.#reuse = reuse;
  }

  /** The most recently used one first, so that few are kept busy and the others reach their idle limit. */
  take(): Connection {
    return this.#idle.pop() ?? new Connection(this.#destination, this.#origin);
  }

  /** Takes back a connection whose request was answered. */
  give(connection: Connection): void {
    if (this.#closed) connection.destroy();
    else if (this.#reuse) this.#idle.push(connection);
    else connection.hangUp(() => this.#keepClosed(connection));
  }

  /** Connections end as soon as their request has. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#idle) connection.destroy();
    this.#idle = [];
  }

  #keepClosed(connection: Connection): void {
    if (this.#closed || this.#idle.length >= CLOSED_KEPT) connection.destroy();
    else this.#idle.push(connection);
  }
}
