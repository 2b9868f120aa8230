import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProgram } from '../../src/engine/find-program.ts';

/** What a person would type, and the time before each. EPOCHREALTIME is bash's own: it takes no process. */
const SCRIPT = 'for ((i = 0; i < $1; i++)); do echo $EPOCHREALTIME; docker kill --signal "$2" "$3" >/dev/null || exit 1; sleep 0.1; done';
const NEEDED = ['bash', 'docker'];

export interface Shell {
  readonly endpoint: string;
  readonly container: string;
  readonly signal: string;
  readonly times: number;
}

/** Returns the programs that are missing for it. */
export async function missingForShell(): Promise<readonly string[]> {
  const found = await Promise.all(NEEDED.map(async (program) => ({ program, path: await findProgram(program) })));
  return found.filter(({ path }) => path === undefined).map(({ program }) => program);
}

/** Sends a signal with `docker kill` from a shell, again and again; returns the times at which each was begun, Unix epoch in ms. */
export async function signalFromShell({ endpoint, container, signal, times }: Shell): Promise<readonly number[]> {
  const child = spawn('bash', ['-c', SCRIPT, 'bash', String(times), signal, container], {
    env: { ...process.env, DOCKER_HOST: endpoint, DOCKER_CONTEXT: '', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`docker kill from a shell: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => Number(line) * 1000);
}
