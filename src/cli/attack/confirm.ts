import { createInterface } from 'node:readline';
import { FaultlineError } from '../../errors/faultline-error.ts';

/**
 * Resolves when a person at the terminal agrees.
 * @throws FaultlineError ERR_USAGE without a terminal, ERR_INTERRUPTED when the answer is no, or none
 */
export async function confirm(question: string): Promise<void> {
  if (!canAsk()) {
    throw new FaultlineError('ERR_USAGE', 'Nobody can be asked: this is no terminal.', {
      hint: 'Add --yes when that is what shall be hit, or --dry-run to see it only.',
    });
  }
  const answer = await ask(`${question} [y/N] `);
  if (/^y(es)?$/i.test(answer?.trim() ?? '')) return;
  throw new FaultlineError('ERR_INTERRUPTED', 'Nothing was touched.');
}

/** Returns whether there is a person to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Undefined: the input ended, or Ctrl-C. */
async function ask(question: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise((resolve) => {
      lines.once('close', () => resolve(undefined));
      lines.once('SIGINT', () => lines.close());
      lines.question(question, resolve);
    });
  } finally {
    lines.close();
  }
}
