import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();
let watching = false;

/** Remembers a child that leads a process group: should this process end first, the group ends with it. */
export function watchGroup(leader: ChildProcess): void {
  if (!watching) process.once('exit', () => running.forEach(killGroup));
  watching = true;
  running.add(leader);
  leader.once('exit', () => running.delete(leader));
  leader.once('error', () => running.delete(leader));
}

/** Ends every process of the group that a child leads, or led. */
export function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}
