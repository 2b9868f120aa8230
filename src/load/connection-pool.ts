import { Connection } from './connection.ts';
import type { Destination } from './open-socket.ts';

/**
 * The connections of one stream to one endpoint. A request never waits for one: it gets an idle connection or a fresh one. What bounds their number
 * is the deadline, which ends every request: at most rate × timeout are on their way.
 */
export class ConnectionPool {
  readonly #destination: Destination;
  readonly #reuse: boolean;
  #idle: Connection[] = [];
  #closed = false;

  constructor(destination: Destination, reuse: boolean) {
    this.#destination = destination;
    this.#reuse = reuse;
  }

  /** The most recently used one first, so that few are kept busy and the others reach their idle limit. */
  take(): Connection {
    return this.#idle.pop() ?? new Connection(this.#destination);
  }

  /** Takes back a connection whose request was answered. */
  give(connection: Connection): void {
    if (this.#closed || !this.#reuse) connection.destroy();
    else this.#idle.push(connection);
  }

  /** Connections end as soon as their request has. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#idle) connection.destroy();
    this.#idle = [];
  }
}
