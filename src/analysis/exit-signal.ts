import { linuxSignals } from '../scenario/linux-signals.ts';

/** Returns the name of the signal that an exit code stands for by the shell's convention (128 + n); undefined for any other code. */
export function exitSignal(code: number): string | undefined {
  return code > 128 ? signalOfNumber(code - 128) : undefined;
}

/** Returns a signal's name by its number; undefined when there is none. */
export function signalOfNumber(number: number): string | undefined {
  return Object.keys(linuxSignals).find((name) => linuxSignals[name] === number);
}
