import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Lets this process go first when the processors are busy, where the system allows it (root, or CAP_SYS_NICE): a request that leaves late
 * says something about the harness and nothing about the subject. Without permission the process stays as it is; what that costs shows in the slip.
 */
export function raisePriority(): void {
  attempt(() => setPriority(constants.priority.PRIORITY_HIGHEST));
  // Linux shares the processors among sessions first, so that a nice value means nothing to those of other sessions. @see sched(7), "The autogroup feature"
  attempt(() => writeFileSync('/proc/self/autogroup', String(constants.priority.PRIORITY_HIGHEST)));
  // The lowest real-time priority wakes before every other process, also those of other control groups. -R: what this process starts does not inherit it.
  attempt(() => execFileSync('chrt', ['-R', '-a', '-r', '-p', '1', String(process.pid)], { stdio: 'ignore' }));
}

function attempt(raise: () => void): void {
  try {
    raise();
  } catch {
    // Not allowed, or not this system.
  }
}
