import { constants, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import { describeError } from '../errors/describe-error.ts';
import type { RequestClass } from '../history/load-bucket.ts';
import { classifyError, errorCode } from './classify-error.ts';
import type { Http2Message } from './http2-message.ts';
import type { Http2Session } from './http2-session.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';
import type { ResponseReader } from './response-reader.ts';

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR, NGHTTP2_PROTOCOL_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

/** One HTTP/2 request: a stream among others of its session. */
export class Http2Request implements RequestInFlight {
  readonly #session: Http2Session;
  readonly #reader: ResponseReader;
  readonly #onEnd: OnEnd;
  readonly #heardBefore: number;
  #stream: ClientHttp2Stream | undefined;
  #started = false;
  #ended = false;
  #error: Error | undefined;
  #problem: string | undefined;

  constructor(session: Http2Session, reader: ResponseReader, onEnd: OnEnd) {
    this.#session = session;
    this.#reader = reader;
    this.#onEnd = onEnd;
    this.#heardBefore = session.heard;
  }

  send(message: Http2Message): void {
    try {
      this.#stream = this.#session.request(message);
    } catch (error) {
      this.#problem = describeError(error);
      this.#end('unsent', undefined, errorCode(error));
      return;
    }
    this.#stream.on('response', (headers: IncomingHttpHeaders & { readonly ':status'?: number }) => {
      this.#session.hear();
      this.#started = true;
      this.#reader.start(headers[':status'] ?? 0, headers);
    });
    this.#stream.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#stream.on('end', () => {
      // A lost connection ends the body too: then the stream was closed with a code.
      if (this.#started && this.#stream?.rstCode === NGHTTP2_NO_ERROR) this.#complete();
    });
    this.#stream.on('error', (error: Error) => (this.#error = error));
    this.#stream.on('close', () => this.#lost());
  }

  expire(): void {
    this.#end(this.#session.resolving ? 'dns' : 'timeout', undefined);
    this.#stream?.close(NGHTTP2_CANCEL);
    // Nothing at all came on this connection in all that time: like a kept HTTP/1.1 connection whose request was given up, it is not used again.
    if (this.#session.heard === this.#heardBefore) this.#session.retire();
  }

  get ended(): boolean {
    return this.#ended;
  }

  get problem(): string | undefined {
    return this.#problem ?? this.#reader.problem;
  }

  #take(chunk: Buffer): void {
    this.#session.hear();
    if (this.#ended || this.#reader.take(chunk)) return;
    this.#complete();
    this.#stream?.close(NGHTTP2_CANCEL);
  }

  #complete(): void {
    if (this.#ended) return;
    const { outcome, version } = this.#reader.result();
    this.#end(outcome, version);
  }

  /** The stream is over, and no complete response has come. */
  #lost(): void {
    if (this.#ended) return;
    const error = this.#connectionError() ?? this.#error;
    const outcome = this.#lostClass();
    this.#problem = error === undefined ? 'the connection or the stream was closed before a complete response' : describeError(error);
    this.#end(outcome, undefined, errorCode(error));
  }

  /** Undefined when only this stream was lost. */
  #connectionError(): Error | undefined {
    return errorCode(this.#error) === 'ERR_HTTP2_STREAM_ERROR' ? this.#session.error : (this.#session.error ?? this.#error);
  }

  #lostClass(): RequestClass {
    const code = this.#stream?.rstCode ?? NGHTTP2_NO_ERROR;
    // The server says that it has not begun with it: it refused the stream, or was told to drain before the stream arrived.
    if (code === NGHTTP2_REFUSED_STREAM) return 'refused';
    const error = this.#connectionError();
    if (error !== undefined) return classifyError(error);
    // A body that is shorter than its announced length is a breach of the protocol.
    if (code === NGHTTP2_PROTOCOL_ERROR && this.#started) return 'closed-early';
    if (code === NGHTTP2_NO_ERROR || this.#session.finished) return 'closed-early';
    return 'reset';
  }

  #end(outcome: RequestClass, version: string | undefined, code?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd(outcome, version, code);
  }
}
