import { access } from 'node:fs/promises';
import { join } from 'node:path';

const NAMES = ['faultline.config.ts', 'faultline.config.mts', 'faultline.config.js', 'faultline.config.mjs'];

/** Returns the path of a directory's configuration file; undefined when it has none. */
export async function findConfig(directory: string): Promise<string | undefined> {
  for (const name of NAMES) {
    const path = join(directory, name);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}
