import { readdirSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { attempt } from './attempt.ts';

const { PRIORITY_HIGHEST } = constants.priority;

/**
 * Lets this process go first when the processors are busy, where the system allows it (root, or CAP_SYS_NICE): a request that leaves late
 * says something about the harness and nothing about the subject. Without permission the process stays as it is; what that costs shows in the slip.
 */
export function raisePriority(): void {
  attempt(() => setPriority(PRIORITY_HIGHEST));
  // On Linux that was the main thread only. Those that compile and collect for it are as urgent: left behind, its code stays slow.
  attempt(() => readdirSync('/proc/self/task').forEach((thread) => setPriority(Number(thread), PRIORITY_HIGHEST)));
  // Linux shares the processors among sessions first, so that a nice value means nothing to those of other sessions. @see sched(7), "The autogroup feature"
  attempt(() => writeFileSync('/proc/self/autogroup', String(PRIORITY_HIGHEST)));
}
