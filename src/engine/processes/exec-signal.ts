import { FaultlineError } from '../../errors/faultline-error.ts';
import { runExec } from '../containers/run-exec.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

const EXEC_LIMIT_MS = 10_000;
/** How an exec ends that its container took with it: killed, or not told at all. */
const CUT_SHORT = [137, -1];

export interface ExecSignal {
  /** Of the container. */
  readonly id: string;
  readonly signal: string;
  readonly number: number;
  readonly which: 'first' | 'all';
}

/**
 * Sends a signal that can be caught from inside a container, by its `kill` or its shell.
 * @throws ERR_CAPABILITY_MISSING when its image has neither.
 */
export async function signalByExec(connection: EngineConnection, { id, which, signal, number }: ExecSignal): Promise<void> {
  // `kill` is a program in some images and only a part of the shell in others.
  const pids = which === 'first' ? ['1'] : ['-1', '1'];
  // dash knows `--` only after `-s`, and there the number.
  const args = ['-s', String(number), '--', ...pids];
  const commands = [
    ['kill', ...args],
    ['sh', '-c', 'kill "$@"', 'kill', ...args],
  ];
  for (const command of commands) {
    const done = await runExec(connection, id, { command, timeoutMs: EXEC_LIMIT_MS, user: '0' }).catch((error: unknown) => {
      if (error instanceof FaultlineError && error.code === 'ERR_ENGINE_REFUSED') return undefined;
      throw error;
    });
    if (done?.exitCode === 0) return;
    // The container has ended by the signal, before the exec could tell that it was sent.
    if (done !== undefined && CUT_SHORT.includes(done.exitCode)) return;
  }
  throw new FaultlineError(
    'ERR_CAPABILITY_MISSING',
    `${signal} cannot be sent inside container ${id.slice(0, 12)}: its image has no kill and no shell.`,
    {
      hint: 'Run faultline as root on the machine of the engine.',
    },
  );
}
