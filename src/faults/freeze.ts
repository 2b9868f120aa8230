import { EngineRefusal } from '../engine/engine-refusal.ts';

const ATTEMPTS = 5;

/**
 * Resolves when `pause` has succeeded, tried again when runc was "unable to freeze": with cgroup v1 it gives up, and thaws, when some process is
 * still not frozen after a number of looks, as happens on a busy machine with a container that has just started.
 * @see https://github.com/opencontainers/runc/blob/v1.1.5/libcontainer/cgroups/fs/freezer.go
 */
export async function freeze(pause: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await pause();
      return;
    } catch (error) {
      if (!(error instanceof EngineRefusal) || !error.reason.includes('unable to freeze') || attempt === ATTEMPTS) throw error;
    }
  }
}
