import os from 'node:os';
import { FaultlineError } from '../../errors/faultline-error.ts';

/**
 * Returns the number of a signal given as 'SIGTERM', 'TERM' or '15'.
 * @throws ERR_USAGE when there is no such signal.
 */
export function signalNumber(signal: string): number {
  const name = signal.toUpperCase();
  const known: Readonly<Record<string, number>> = os.constants.signals;
  const number = /^\d+$/.test(name) ? Number(name) : known[name.startsWith('SIG') ? name : `SIG${name}`];
  if (number !== undefined && number >= 1 && number <= 64) return number;
  throw new FaultlineError('ERR_USAGE', `There is no signal '${signal}'.`, { hint: 'Write a name such as SIGTERM, or its number.' });
}
