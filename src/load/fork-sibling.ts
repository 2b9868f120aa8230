import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * V8 takes several times what it needs before it collects, unless it is told not to. Of a process that sends 1,000 requests a second these halve what it
 * takes, cost it no more processor time, and limit nothing: with more requests on their way it takes more.
 */
const SMALL_HEAP = ['--max-semi-space-size=1', '--heap-growing-percent=10', '--v8-pool-size=1'];

/** Returns a started process that runs a module of this directory, from its source under a TypeScript loader as well as compiled. */
export function forkSibling(module: 'prober-process' | 'pressure-process'): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(`./${module}${fromSource ? '.ts' : '.js'}`, import.meta.url));
  const measuring = module === 'prober-process';
  return fork(file, [], {
    // From source the loader is needed again. Compiled, the parent's options (--eval, --inspect …) are none of the child's business.
    execArgv: [
      ...(measuring ? SMALL_HEAP : []),
      ...(fromSource ? process.execArgv.filter((option) => !option.startsWith('--inspect')) : []),
    ],
    // A session of its own: Linux gives each its share of the processors, and its priority counts against the others only so.
    detached: measuring,
    // stdout is for results only.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
