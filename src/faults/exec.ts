import { z } from 'zod';
import { FaultlineError } from '../errors/faultline-error.ts';
import { commandWords } from '../scenario/options/command-words.ts';
import { duration } from '../scenario/options/duration.ts';
import type { Fault } from './fault.ts';
import { liveTarget, whileThere } from './live-target.ts';

const schema = z
  .strictObject({
    command: commandWords().describe('The command: a list of words, or a text that is split into words (no shell runs).'),
    user: z.string().min(1).optional().describe('Who runs it: a user, or user:group.'),
    expect_code: z.int().min(0).max(255).optional().describe('Its exit code; another one is a failure of the step.'),
    timeout: duration().prefault('30s').describe('How long it may take.'),
  })
  .transform(({ expect_code, timeout, ...rest }) => ({ ...rest, expectCode: expect_code, timeoutMs: timeout }));

/** Runs a command inside the container, as `docker exec` does, with no shell in between. */
export const exec = {
  name: 'exec',
  summary: 'Runs a command inside the container, as `docker exec` does, with no shell in between.',
  schema,
  of: 'subject',
  lasts: 'never',
  async prepare({ command, timeoutMs, user, expectCode }, target, { engine }) {
    await liveTarget(engine, target, ['running']);
    return {
      undo: [],
      async inject() {
        const request = { command, timeoutMs, ...(user !== undefined && { user }) };
        const { exitCode, output } = await whileThere(engine, target, () => engine.exec(target.id, request));
        if (expectCode !== undefined && exitCode !== expectCode) throw unexpectedCode(target.name, command, exitCode, expectCode, output);
        return { method: 'exec', details: { exitCode } };
      },
    };
  },
} as const satisfies Fault<z.output<typeof schema>>;

function unexpectedCode(name: string, command: readonly string[], code: number, expected: number, output: string): FaultlineError {
  const end = output.trim().slice(-300);
  const message = `${command[0] ?? ''} in ${name} exited with ${code}, expected ${expected}`;
  return new FaultlineError('ERR_FAULT_FAILED', end === '' ? message : `${message}: ${end}`);
}
