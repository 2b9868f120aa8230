import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');

/**
 * What comes after `node` to run faultline: as it was built where that is newer than every source (`npm test` sees to it), else from source, which takes
 * four times the processor time to start.
 */
export const faultlineMain: readonly string[] = isFresh()
  ? [join(dist, 'cli/main.js')]
  : ['--import', import.meta.resolve('tsx'), join(root, 'src/cli/main.ts')];

/** Lets loads that tests start themselves run as they were built, too: see src/load/fork-sibling.ts. */
export function forkBuiltLoads(): void {
  if (isFresh()) process.env['FAULTLINE_COMPILED'] = dist;
}

function isFresh(): boolean {
  const builtMs = statSync(join(dist, 'cli/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return sources.every(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs <= builtMs);
}
