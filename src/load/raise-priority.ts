import { constants, setPriority } from 'node:os';

/**
 * Lets this process go first when the processors are busy, where the system allows it (root, or RLIMIT_NICE): a request that leaves late
 * says something about the harness and nothing about the subject. Without permission the process stays as it is.
 */
export function raisePriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {
    // What it cost shows in the slip of every bucket.
  }
}
