import type { ErrorCode } from './error-codes.ts';

export interface FaultlineErrorOptions {
  /** What the reader can do about it, as one sentence. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** The only error that faultline throws on purpose: a code of the closed table, a message for people, and a hint that says what to do. */
export class FaultlineError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: FaultlineErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'FaultlineError';
    this.code = code;
    this.hint = options.hint;
  }
}
