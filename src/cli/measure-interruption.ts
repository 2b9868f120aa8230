import { FaultlineError } from '../errors/faultline-error.ts';
import { exitCodes } from '../suite/exit-code.ts';

/** Returns a signal that aborts at the first SIGINT or SIGTERM, so that a measurement ends early; the second one leaves at once: there is nothing to undo. */
export function onMeasureInterruption(say: (line: string) => void): AbortSignal {
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
      say(`${name}: ending early. Again: leave at once.`);
      interruption.abort(new FaultlineError('ERR_INTERRUPTED', `Interrupted by ${name}.`));
    });
  }
  return interruption.signal;
}
