import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Reporter } from '../report/reporter.ts';

/** Returns a user's report that says which one it was when it fails. */
export function guardedReporter(reporter: Reporter): Reporter {
  return {
    ...reporter,
    render(input) {
      try {
        const text: unknown = reporter.render(input);
        if (typeof text === 'string') return text;
        throw new TypeError(`it returned no text but ${typeof text}`);
      } catch (error) {
        throw new FaultlineError('ERR_OUTPUT', `The report ${reporter.name} cannot be made: ${describeError(error)}`, {
          hint: 'It comes from the configuration; the history is whole, so `faultline report` can write it once it is put right.',
          cause: error,
        });
      }
    },
  };
}
