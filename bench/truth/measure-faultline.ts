import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fromFaultline, type FaultlineJob, type FaultlineMeasurement } from './faultline-job.ts';

/** A measurement that has been prepared: its first request is due at `startNs` of the monotonic clock. */
export interface RunningFaultline {
  readonly startNs: bigint;
  readonly measured: Promise<FaultlineMeasurement>;
}

/** Users have the load's process compiled. */
const COMPILED = fileURLToPath(new URL('../../dist', import.meta.url));

/** Returns faultline at work, in a process of its own; with `cpu` it and its load share that one processor. */
export async function measureFaultline(job: FaultlineJob, cpu?: number): Promise<RunningFaultline> {
  const module = fileURLToPath(new URL('./faultline-process.ts', import.meta.url));
  // With the same loader of TypeScript as this process.
  const node = [process.execPath, ...process.execArgv, module];
  const child = spawn('env', cpu === undefined ? node : ['taskset', '-c', String(cpu), ...node], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, FAULTLINE_COMPILED: COMPILED },
  });
  // Not `exit`, which may come before the last message was read.
  const exited = once(child, 'disconnect').then(() => {
    throw new Error('The process that measures with faultline ended with no result.');
  });
  let ready: (startNs: bigint) => void = () => undefined;
  let done: (measurement: FaultlineMeasurement) => void = () => undefined;
  const started = new Promise<bigint>((resolve) => (ready = resolve));
  const measured = new Promise<FaultlineMeasurement>((resolve) => (done = resolve));
  child.on('message', (raw) => {
    const message = fromFaultline.parse(raw);
    if (message.type === 'ready') ready(BigInt(message.startNs));
    else done(message.measurement);
  });
  child.send(job);
  // Handled where one of them is awaited.
  exited.catch(() => undefined);
  return { startNs: await Promise.race([started, exited]), measured: Promise.race([measured, exited]) };
}
