import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * Returns a path as a CI server knows it: from the root of the checkout, with `/`. A path outside any checkout is returned as it is.
 * The root is GITHUB_WORKSPACE or CI_PROJECT_DIR where they hold the path, else the nearest folder above with a `.git`.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * @see https://docs.gitlab.com/ci/variables/predefined_variables/
 */
export function repositoryPath(path: string, from: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }): string {
  if (path === '') return '';
  const absolute = resolve(from.cwd, path);
  const known = [from.env['GITHUB_WORKSPACE'], from.env['CI_PROJECT_DIR']];
  const roots = [...known.filter((root) => root !== undefined && root !== ''), checkoutAbove(absolute)];
  for (const root of roots) {
    const inside = root === undefined ? '' : relative(root, absolute);
    if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) return inside.split(sep).join('/');
  }
  return path;
}

function checkoutAbove(path: string): string | undefined {
  const directory = dirname(path);
  if (existsSync(join(directory, '.git'))) return directory;
  return directory === path ? undefined : checkoutAbove(directory);
}
