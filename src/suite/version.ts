import { readFileSync } from 'node:fs';

/** faultline's own version, from its package.json. */
export const version = versionIn(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

// By hand, as importing faultline loads this file and should not load zod for it.
function versionIn(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string')
    return manifest.version;
  throw new TypeError('The package.json of faultline has no version.');
}
