import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when a state directory has no run any more: the reapers of those that died have ended their work. */
export async function untilReaped(stateDir: string): Promise<void> {
  while ((await readdir(join(stateDir, 'runs'))).length > 0) await sleep(50);
}
