import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

/** Returns why a run's results cannot be written, as ERR_OUTPUT. */
export function outputError(directory: string, cause: unknown): FaultlineError {
  if (cause instanceof FaultlineError) return cause;
  return new FaultlineError('ERR_OUTPUT', `Results cannot be written to ${directory}: ${describeError(cause)}`, {
    hint: 'Free some space or choose another directory with --out.',
    cause,
  });
}
