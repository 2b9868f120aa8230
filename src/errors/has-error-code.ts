import type { ErrorCode } from './error-codes.ts';

/** Returns whether an error is one of faultline's with this code, also of another copy of faultline: see questionOf. */
export function hasErrorCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof Error && error.name === 'FaultlineError' && 'code' in error && error.code === code;
}
