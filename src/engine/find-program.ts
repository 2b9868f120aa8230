import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Directories that administrators' programs are in, but not every user's PATH. */
const ADMIN_DIRECTORIES = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Returns PATH with the administrators' directories added at its end. */
export function searchPath(env: NodeJS.ProcessEnv = process.env): string {
  const path = (env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin').split(':').filter((directory) => directory !== '');
  return [...new Set([...path, ...ADMIN_DIRECTORIES])].join(':');
}

/** Returns the full path of a program, or undefined when no directory of the search path has it. */
export async function findProgram(program: string): Promise<string | undefined> {
  for (const directory of searchPath().split(':')) {
    const candidate = join(directory, program);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** Returns whether a file is there and this user may execute it. */
export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
