import { FaultlineError } from '../errors/faultline-error.ts';

/** What is said to the first signal, to the second, and to all others. */
const answers: readonly ((signal: string) => string)[] = [
  (signal) => `${signal}: undoing and cleaning up.`,
  () => 'Still undoing and cleaning up; a moment.',
  () =>
    `Still undoing and cleaning up, each step within its limit. To end faultline without waiting: kill -9 ${process.pid}; then its reaper does the rest, or \`faultline cleanup\`.`,
];

/**
 * Returns a signal that aborts at the first SIGINT or SIGTERM. What is under way is then undone and removed; further signals are only
 * answered with a word, because breaking off the undo would leave things behind.
 */
export function onInterruption(say: (line: string) => void): AbortSignal {
  const interruption = new AbortController();
  let asked = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      say(answers[Math.min(asked, answers.length - 1)]?.(name) ?? '');
      asked += 1;
      interruption.abort(new FaultlineError('ERR_INTERRUPTED', `Interrupted by ${name}.`));
    });
  }
  return interruption.signal;
}
