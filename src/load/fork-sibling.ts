import { fork, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loaderOptions } from './loader-options.ts';

/**
 * V8 takes several times what it needs before it collects, unless it is told not to. Of a process that sends 1,000 requests a second these halve what it
 * takes, cost it no more processor time, and limit nothing: with more requests on their way it takes more.
 */
const SMALL_HEAP = ['--max-semi-space-size=1', '--heap-growing-percent=10', '--v8-pool-size=1'];

/**
 * Returns a started process that runs a module of this directory, from its source under a TypeScript loader as well as compiled. FAULTLINE_COMPILED names the
 * directory of a build for a process that runs from source: its loads start in a quarter of the time. `loadsModules`: it imports modules of the project, as
 * this process does.
 */
export function forkSibling(module: 'prober-process' | 'pressure-process', { loadsModules = false } = {}): ChildProcess {
  const here = fileURLToPath(import.meta.url);
  const compiled = here.endsWith('.ts') ? process.env['FAULTLINE_COMPILED'] : dirname(dirname(here));
  const fromSource = compiled === undefined;
  const file = fromSource ? join(dirname(here), `${module}.ts`) : join(compiled, 'load', `${module}.js`);
  const measuring = module === 'prober-process';
  return fork(file, [], {
    // From source the loader is needed again. Compiled, the parent's options (--eval, --inspect …) are none of the child's business.
    execArgv: [
      ...(measuring ? SMALL_HEAP : []),
      ...(fromSource
        ? process.execArgv.filter((option) => !option.startsWith('--inspect'))
        : loadsModules
          ? loaderOptions(process.execArgv)
          : []),
    ],
    // A session of its own: Linux gives each its share of the processors, and its priority counts against the others only so.
    detached: measuring,
    // stdout is for results only.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
