import { EngineRefusal } from '../../../../src/engine/engine-refusal.ts';
import { FaultlineError } from '../../../../src/errors/faultline-error.ts';

/** Returns the FaultlineError that a promise is expected to reject with. */
export async function rejection(promise: Promise<unknown>): Promise<FaultlineError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof FaultlineError) return error;
    throw error;
  }
  throw new Error('it did not reject');
}

/** Returns the EngineRefusal that a promise is expected to reject with. */
export async function refusal(promise: Promise<unknown>): Promise<EngineRefusal> {
  const error = await rejection(promise);
  if (error instanceof EngineRefusal) return error;
  throw error;
}
