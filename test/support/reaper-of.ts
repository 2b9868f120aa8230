import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns the pid of the companion process of a faultline that uses this state directory. */
export async function reaperOf(stateDir: string, harnessPid: number): Promise<number> {
  const names = await readdir(join(stateDir, 'reapers'));
  const name = names.find((found) => found.startsWith(`${harnessPid}-`));
  if (name === undefined) throw new Error(`${harnessPid} has no reaper: ${names.join(' ')}`);
  return Number(name.split('-')[2]);
}
