import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { outcomeSchema, type Measured } from './figure.ts';
import type { Job } from './job.ts';

/** Returns what a benchmark measured, in a process of its own. When the signal aborts, the process is ended. @throws Error that says what went wrong */
export async function runBenchmark(job: Job, signal: AbortSignal): Promise<Measured> {
  signal.throwIfAborted();
  const child = fork(join(import.meta.dirname, 'benchmark-process.ts'), { execArgv: ['--import', 'tsx'] });
  const end = (): boolean => child.kill('SIGKILL');
  signal.addEventListener('abort', end);
  let raw: unknown;
  child.on('message', (message) => (raw = message));
  child.send(job);
  const closed: unknown[] = await once(child, 'close');
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  const { data } = outcomeSchema.safeParse(raw);
  if (data === undefined) throw new Error(`The process of the benchmark ended with ${String(closed[0] ?? closed[1])}.`);
  if ('error' in data) throw new Error(data.error);
  return data;
}
