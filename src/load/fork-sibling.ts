import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Returns a started process that runs a module of this directory, from its source under a TypeScript loader as well as compiled. */
export function forkSibling(module: 'prober-process' | 'pressure-process'): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(`./${module}${fromSource ? '.ts' : '.js'}`, import.meta.url));
  return fork(file, [], {
    // From source the loader is needed again. Compiled, the parent's options (--eval, --inspect …) are none of the child's business.
    execArgv: fromSource ? process.execArgv.filter((option) => !option.startsWith('--inspect')) : [],
    // A session of its own: Linux gives each its share of the processors, and its priority counts against the others only so.
    detached: module === 'prober-process',
    // stdout is for results only.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
