import http2 from 'node:http2';
import net from 'node:net';
import type { Http2Message } from './http2-message.ts';
import { isName, openSocket, type Destination } from './open-socket.ts';

/** As many requests at the same time as nearly every server allows (RFC 9113 recommends no less), until the server has told its limit. */
const DEFAULT_CONCURRENT = 100;

/** One HTTP/2 connection that carries many requests. It is never opened again: what is lost with it is lost. */
export class Http2Session {
  readonly #session: http2.ClientHttp2Session;
  readonly #socket: net.Socket;
  #resolving: boolean;
  #error: Error | undefined;
  #finished = false;
  #retired = false;
  #heard = 0;
  #open = 0;
  #mostOpen = DEFAULT_CONCURRENT;

  constructor(destination: Destination) {
    const { address, port, tls } = destination;
    const socket = openSocket(destination);
    this.#socket = socket;
    this.#resolving = isName(address);
    socket.once('lookup', () => (this.#resolving = false));
    socket.once('error', (error) => (this.#error ??= error));
    socket.prependOnceListener('end', () => {
      this.#finished = true;
      // A reset looks like an end when writing found it first: the kernel tells of it once, and node keeps no error of what HTTP/2 writes.
      // Writing nothing fails on what was reset, and does not on what the other side has merely ended. First, as node forbids writing at an end.
      socket.write('');
    });
    // Before the session gets hold of it: a server that has not agreed to HTTP/2 would be spoken to in a language it does not know.
    if (tls !== undefined) socket.once('secureConnect', () => this.#requireHttp2());
    const host = net.isIPv6(address) ? `[${address}]` : address;
    this.#session = http2.connect(`${tls === undefined ? 'http' : 'https'}://${host}:${port}`, { createConnection: () => socket });
    this.#session.on('error', (error: Error) => (this.#error ??= error));
    this.#session.on('remoteSettings', ({ maxConcurrentStreams }: http2.Settings) => {
      this.#heard += 1;
      this.#mostOpen = maxConcurrentStreams ?? Infinity;
    });
  }

  /** Whether a new request may use it: it is not lost, the server has not begun to drain it (GOAWAY), and it was not given up. */
  get usable(): boolean {
    return !this.#retired && !this.#session.closed && !this.#session.destroyed && !this.#socket.destroyed && !this.#finished;
  }

  /** Whether a request more can be under way at once; else it waits for another to end. */
  get hasRoom(): boolean {
    return this.#open < this.#mostOpen;
  }

  get open(): number {
    return this.#open;
  }

  /** What broke it, if anything did. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Whether the other side has ended the connection in order. */
  get finished(): boolean {
    return this.#finished;
  }

  get resolving(): boolean {
    return this.#resolving;
  }

  /** How much was heard from the other side so far: it only grows. */
  get heard(): number {
    return this.#heard;
  }

  hear(): void {
    this.#heard += 1;
  }

  /**
   * Returns the stream of a new request.
   * @throws when the request cannot be formed.
   */
  request({ headers, body }: Http2Message): http2.ClientHttp2Stream {
    const stream = this.#session.request(headers, { endStream: body === undefined });
    this.#open += 1;
    stream.once('close', () => {
      this.#open -= 1;
      if (this.#retired && this.#open === 0) this.destroy();
    });
    if (body !== undefined) stream.end(body);
    return stream;
  }

  /** No new requests; it ends with its last one. */
  retire(): void {
    this.#retired = true;
    if (this.#open === 0) this.destroy();
  }

  /** Ends it at once, with all requests on it. */
  destroy(): void {
    this.#session.destroy();
    this.#socket.destroy();
  }

  #requireHttp2(): void {
    if ('alpnProtocol' in this.#socket && this.#socket.alpnProtocol === 'h2') return;
    const error = Object.assign(new Error('the server does not speak HTTP/2 (it agreed to no h2 in the TLS handshake)'), {
      code: 'ERR_NO_H2',
    });
    this.#socket.destroy(error);
  }
}
