import type { ErrorCode } from './error-codes.ts';

export interface FaultlineErrorOptions {
  /** What the reader can do about it, as one sentence. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

const FAULTLINE_ERROR = Symbol.for('faultline.error');

/** The only error that faultline throws on purpose: a code of the closed table, a message for people, and a hint that says what to do. */
export class FaultlineError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  /** @internal */
  declare readonly [FAULTLINE_ERROR]: true;

  constructor(code: ErrorCode, message: string, options: FaultlineErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'FaultlineError';
    this.code = code;
    this.hint = options.hint;
    // Not shown by what prints an error.
    Object.defineProperty(this, FAULTLINE_ERROR, { value: true });
  }

  /** A loader such as tsx may load this module twice, once for import and once for require: an error of either is one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== FaultlineError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && FAULTLINE_ERROR in value;
  }
}
