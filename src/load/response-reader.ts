import type { IncomingHttpHeaders } from 'node:http';
import type { RequestClass } from '../history/load-bucket.ts';
import type { ResponseRules } from './response-rules.ts';

/** As much of a body as patterns are matched against. */
const KEPT_BYTES = 64 * 1024;

/** Reads one response and says whether it is the expected one. */
export class ResponseReader {
  readonly #rules: ResponseRules;
  #status: number | undefined;
  #headerVersion: string | undefined;
  #chunks: Buffer[] = [];
  #keptBytes = 0;
  #readBytes = 0;

  constructor(rules: ResponseRules) {
    this.#rules = rules;
  }

  start(status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    if (this.#rules.versionHeader === undefined) return;
    const value = headers[this.#rules.versionHeader];
    this.#headerVersion = Array.isArray(value) ? value[0] : value;
  }

  /** Returns false when the rest need not be read. */
  take(chunk: Buffer): boolean {
    this.#readBytes += chunk.length;
    if (this.#rules.readsBody && this.#keptBytes < KEPT_BYTES) {
      const kept = chunk.subarray(0, KEPT_BYTES - this.#keptBytes);
      // The parser may reuse the memory of the chunk.
      this.#chunks.push(Buffer.from(kept));
      this.#keptBytes += kept.length;
    }
    return this.#readBytes < this.#rules.readBytes;
  }

  result(): { readonly outcome: RequestClass; readonly version: string | undefined } {
    const body = this.#rules.readsBody ? Buffer.concat(this.#chunks).toString('utf8') : '';
    const match = this.#rules.versionPattern?.exec(body);
    const version = this.#headerVersion ?? match?.[1] ?? match?.[0];
    if (!this.#statusAsExpected()) return { outcome: 'bad-status', version };
    const bodyAsExpected = this.#rules.bodyPattern?.test(body) ?? true;
    return { outcome: bodyAsExpected ? 'ok' : 'bad-body', version };
  }

  /** What is not as expected, as far as it was read; undefined when there is nothing to tell. */
  get problem(): string | undefined {
    if (this.#status === undefined) return undefined;
    return this.#statusAsExpected() ? 'the body is not the expected one' : `status ${this.#status}`;
  }

  #statusAsExpected(): boolean {
    return this.#status !== undefined && this.#rules.status.includes(this.#status);
  }
}
