import { FaultlineError } from '../../src/errors/faultline-error.ts';

/** Returns the FaultlineError that the work is expected to throw. */
export async function faultlineErrorOf(work: Promise<unknown>): Promise<FaultlineError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof FaultlineError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
