import { exitSignal, signalOfNumber } from '../analysis/exit-signal.ts';

/** Codes that Docker and shells give a meaning. @see https://docs.docker.com/engine/containers/run/#exit-status */
const meanings: Readonly<Record<number, string>> = { 126: 'the command cannot be run', 127: 'the command was not found' };

/** Returns a Linux signal's name, or its number where it has none. */
export function signalText(signal: number): string {
  return signalOfNumber(signal) ?? `signal ${signal}`;
}

/** Returns an exit code with what it usually stands for: 'exit 137 (SIGKILL, out of memory)'. */
export function exitText(code: number | undefined | null, oomKilled = false): string {
  if (code === undefined || code === null || !Number.isFinite(code)) return 'exit code unknown';
  const notes = [exitSignal(code) ?? meanings[code], oomKilled ? 'out of memory' : undefined].filter((note) => note !== undefined);
  return `exit ${code}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}
