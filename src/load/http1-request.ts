import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { describeError } from '../errors/describe-error.ts';
import type { RequestClass } from '../history/load-bucket.ts';
import { classifyError, errorCode } from './classify-error.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { Connection } from './connection.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';
import type { ResponseReader } from './response-reader.ts';

/** One HTTP/1.1 request, alone on its connection. */
export class Http1Request implements RequestInFlight, Dispatcher.DispatchHandler {
  readonly #pool: ConnectionPool;
  readonly #connection: Connection;
  readonly #reader: ResponseReader;
  readonly #onEnd: OnEnd;
  #ended = false;
  #error: Error | undefined;

  constructor(pool: ConnectionPool, reader: ResponseReader, onEnd: OnEnd) {
    this.#pool = pool;
    this.#connection = pool.take();
    this.#reader = reader;
    this.#onEnd = onEnd;
  }

  send(options: Dispatcher.DispatchOptions): void {
    this.#connection.dispatch(options, this);
  }

  expire(): void {
    this.#end(this.#connection.resolving ? 'dns' : 'timeout', undefined);
    this.#connection.destroy();
  }

  get ended(): boolean {
    return this.#ended;
  }

  get problem(): string | undefined {
    return this.#error === undefined ? this.#reader.problem : describeError(this.#error);
  }

  onRequestStart(): void {
    // undici takes a handler with this method for one of the current kind.
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // 1xx come before the response itself.
    if (status >= 200) this.#reader.start(status, headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#ended || this.#reader.take(chunk)) return;
    const { outcome, version } = this.#reader.result();
    this.#end(outcome, version);
    this.#connection.destroy();
  }

  onResponseEnd(): void {
    if (this.#ended) return;
    const { outcome, version } = this.#reader.result();
    this.#pool.give(this.#connection);
    this.#end(outcome, version);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#ended) return;
    this.#error = error;
    this.#end(classifyError(error), undefined, errorCode(error));
    this.#connection.destroy();
  }

  #end(outcome: RequestClass, version: string | undefined, code?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd(outcome, version, code);
  }
}
