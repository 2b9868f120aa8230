import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Returns the status of the answer; the connection is new and is closed afterwards.
 * @throws FaultlineError ERR_FAULT_FAILED when there is no answer, ERR_TIMEOUT when it did not come in time.
 */
export async function httpExchange({ method, url, timeoutMs, signal }: HttpRequest): Promise<number> {
  // By itself it takes longer to load than all faults together.
  const { request } = await import('undici');
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await request(url, { method, reset: true, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    await answer.body.dump();
    return answer.statusCode;
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) throw new FaultlineError('ERR_TIMEOUT', `${method} ${url} was not answered within ${timeoutMs} ms`);
    throw new FaultlineError('ERR_FAULT_FAILED', `${method} ${url} was not answered: ${describeError(error)}`, { cause: error });
  }
}
