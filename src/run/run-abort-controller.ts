import { setMaxListeners } from 'node:events';

/** Returns what ends a run early. Any number of steps may wait on its signal: an `every` step waits for all of its firings at once. */
export function runAbortController(): AbortController {
  const abort = new AbortController();
  // Node warns of a leak from the eleventh listener on.
  setMaxListeners(0, abort.signal);
  return abort;
}

/** Returns a signal that aborts with the first of the two, for any number of steps to wait on. */
export function eitherSignal(one: AbortSignal, other: AbortSignal): AbortSignal {
  const signal = AbortSignal.any([one, other]);
  setMaxListeners(0, signal);
  return signal;
}
