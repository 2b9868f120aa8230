import { CommanderError, type Command } from 'commander';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { exitCodeOfError, exitCodes } from '../suite/exit-code.ts';
import { visibleLines } from '../report/visible.ts';
import { withoutCredentials } from '../scenario/without-credentials.ts';

/** Makes the program, parses the arguments, runs the command and returns the process's exit code. Every error becomes a message a person can act on. */
export async function runProgram(createProgram: () => Command, argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...argv], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    process.stderr.write(`${messageOf(error)}\n`);
    return exitCodeOfError(error);
  }
}

/** Returns an error as text that is safe to print: what happened, and what to do about it. */
export function messageOf(error: unknown): string {
  return visibleLines(withoutCredentials(textOf(error)));
}

function textOf(error: unknown): string {
  if (!(error instanceof FaultlineError)) {
    const detail = process.env['FAULTLINE_DEBUG'] !== undefined && error instanceof Error ? `\n${error.stack ?? ''}` : '';
    return `faultline: ${describeError(error)}${detail}\n  This is a fault in faultline itself; FAULTLINE_DEBUG=1 shows where.`;
  }
  return `faultline: ${error.message} [${error.code}]${error.hint === undefined ? '' : `\n  fix: ${error.hint}`}`;
}
