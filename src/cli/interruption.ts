import { FaultlineError } from '../errors/faultline-error.ts';

/**
 * Returns a signal that aborts at the first SIGINT or SIGTERM. What is under way is then undone and removed; further signals are only
 * answered with a word, because breaking off the undo would leave things behind.
 */
export function onInterruption(say: (line: string) => void): AbortSignal {
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      say(interruption.signal.aborted ? 'Still undoing and cleaning up; a moment.' : `${name}: undoing and cleaning up.`);
      interruption.abort(new FaultlineError('ERR_INTERRUPTED', `Interrupted by ${name}.`));
    });
  }
  return interruption.signal;
}
