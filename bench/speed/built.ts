import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Modules {
  readonly index: typeof import('../../src/index.ts');
  readonly 'history/journal': typeof import('../../src/history/journal.ts');
  readonly 'run/recorder': typeof import('../../src/run/recorder.ts');
  readonly 'load/open-bucket': typeof import('../../src/load/open-bucket.ts');
  readonly 'load/bucket-event': typeof import('../../src/load/bucket-event.ts');
}

export const dist = join(import.meta.dirname, '../../dist');

/** Returns a module as users have it: compiled. A module has the types of its source. */
export async function built<M extends keyof Modules>(module: M): Promise<Modules[M]> {
  return (await import(pathToFileURL(join(dist, `${module}.js`)).href)) as Modules[M];
}
