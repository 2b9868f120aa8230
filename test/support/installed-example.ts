import { cp, mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Workplace } from './workplace.ts';

const root = resolve(import.meta.dirname, '../..');

/** Returns the folder of a copy of an example with faultline among its packages, as `npm install` leaves it. */
export async function installedExample(place: Workplace, example: string): Promise<string> {
  const folder = join(place.directory, example);
  await cp(join(root, 'examples', example), folder, { recursive: true });
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/faultline'));
  return folder;
}
