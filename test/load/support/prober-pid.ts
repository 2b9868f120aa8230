import { execFileSync } from 'node:child_process';

/** Returns the process that the last started load runs in. */
export function proberPid(): number {
  const pids = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'prober-process'], { encoding: 'utf8' });
  return Number(pids.trim().split('\n').at(-1));
}
