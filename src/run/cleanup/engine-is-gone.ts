import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Returns whether an endpoint is that of a private engine which has been taken down: everything on it went with it.
 * An engine that merely does not answer keeps its directory.
 */
export function engineIsGone(endpoint: string, stateDir: string): boolean {
  if (!endpoint.startsWith('unix://')) return false;
  const directory = dirname(endpoint.slice('unix://'.length));
  return dirname(directory) === join(stateDir, 'engines') && !existsSync(directory);
}
