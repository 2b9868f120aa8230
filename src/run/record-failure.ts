import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';
import type { RunOutcome } from './run-request.ts';

/** Writes into the history what ended a run early, stops whatever still waits, and returns the reason. */
export function recordFailure(context: RunContext, error: unknown): Pick<RunOutcome, 'reason' | 'error'> {
  const why = context.signal.aborted ? (context.signal.reason as RunAbort) : new RunAbort('failed', error);
  // Whatever still waits must stop before the teardown takes its containers away.
  context.abort(why);
  context.recorder.append({ type: 'error', ...errorRecord(why.cause) });
  return { reason: why.reason, error: why.cause };
}

function errorRecord(error: unknown): { code: string; message: string; hint?: string } {
  if (!(error instanceof FaultlineError)) return { code: 'ERR_INTERNAL', message: describeError(error) };
  return { code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
}
