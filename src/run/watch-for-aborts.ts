import { FaultlineError } from '../errors/faultline-error.ts';
import { RunAbort } from './run-abort.ts';
import type { RunContext } from './run-context.ts';

/** Aborts a run on interruption and when its time is up. Returns what ends the watching. */
export function watchForAborts(
  { clock, abort }: Pick<RunContext, 'clock' | 'abort'>,
  interruption: AbortSignal,
  limit: { readonly timeoutMs: number; readonly hint: string },
): () => void {
  const interrupt = () => {
    abort(new RunAbort('interrupted', interruption.reason ?? new FaultlineError('ERR_INTERRUPTED', 'Interrupted.')));
  };
  if (interruption.aborted) interrupt();
  interruption.addEventListener('abort', interrupt, { once: true });
  const done = new AbortController();
  const late = () => {
    const seconds = limit.timeoutMs / 1000;
    const error = new FaultlineError('ERR_TIMEOUT', `The run took longer than its limit of ${seconds} s.`, { hint: limit.hint });
    abort(new RunAbort('timeout', error));
  };
  clock.sleepUntil(limit.timeoutMs, done.signal).then(late, () => undefined);
  return () => {
    done.abort();
    interruption.removeEventListener('abort', interrupt);
  };
}
