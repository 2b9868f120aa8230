import type net from 'node:net';
import { describeError } from '../errors/describe-error.ts';
import type { RequestClass } from '../history/load-bucket.ts';
import { classifyError, errorCode } from './classify-error.ts';
import { isName, openSocket, type Destination } from './open-socket.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';

/**
 * A forwarder in front (Docker's own proxy for 127.0.0.1, a load balancer) accepts first and then finds nobody behind it: it hangs up at once. So an
 * established connection counts only when it is still there a moment later. The moment is not part of the latency.
 */
const STAYS_MS = 25;

/** One TCP connection: ok when it was established, and not hung up at once. */
export class TcpConnect implements RequestInFlight {
  readonly #socket: net.Socket;
  readonly #onEnd: OnEnd;
  #resolving: boolean;
  #establishedMs: number | undefined;
  #stays: NodeJS.Timeout | undefined;
  #ended = false;
  #problem: string | undefined;

  constructor(destination: Destination, onEnd: OnEnd) {
    this.#onEnd = onEnd;
    this.#resolving = isName(destination.address);
    this.#socket = openSocket(destination);
    this.#socket.once('lookup', () => (this.#resolving = false));
    this.#socket.once('connect', () => {
      this.#establishedMs = performance.now();
      // After what has come meanwhile was read: this process may have stood still.
      this.#stays = setTimeout(() => setImmediate(() => this.#established()), STAYS_MS);
    });
    this.#socket.once('error', (error) => this.#end(classifyError(error), error));
    this.#socket.once('end', () => this.#end('closed-early'));
    // Read, or the end would not be noticed; what a server says first is not judged.
    this.#socket.once('data', () => this.#established());
    this.#socket.resume();
  }

  get ended(): boolean {
    return this.#ended;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  expire(): void {
    if (this.#establishedMs === undefined) this.#end(this.#resolving ? 'dns' : 'timeout');
    else this.#established();
  }

  #established(): void {
    this.#end('ok');
  }

  #end(outcome: RequestClass, error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#stays);
    if (outcome === 'closed-early') this.#problem = 'the connection was accepted and closed at once';
    if (error !== undefined) this.#problem = describeError(error);
    const agoMs = outcome === 'ok' && this.#establishedMs !== undefined ? performance.now() - this.#establishedMs : 0;
    this.#onEnd(outcome, undefined, error === undefined ? undefined : errorCode(error), agoMs);
    this.#socket.destroy();
  }
}
