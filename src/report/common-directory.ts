import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/** Returns the deepest directory that has all of the others in it, or is one of them; of a single one the directory that it is in. */
export function commonDirectory(directories: readonly string[]): string {
  const [first = '.', ...others] = directories.map((directory) => resolve(directory));
  let common = dirname(first);
  while (others.some((other) => !isIn(other, common)) && common !== dirname(common)) common = dirname(common);
  // As people wrote the others, and would write it when it is not far away.
  if (directories.some(isAbsolute)) return common;
  const short = relative('.', common);
  return short === '' ? '.' : short.startsWith(`..${sep}..`) ? common : short;
}

function isIn(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}
