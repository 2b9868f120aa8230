import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identifyProcess } from '../process-identity.ts';
import { reaperLogPath, reapersDirectory } from './reaper-log.ts';

/**
 * Until the harness dies this is all that runs: a shell that waits for a line. A line means that all is well; the end of the input that its writer
 * has died, and the shell becomes the process that cleans up. Signals that are meant for the harness do not concern it.
 */
const WAIT = `trap '' HUP INT TERM; if read -r _; then exit 0; fi; cd "$PWD" 2>/dev/null || cd /; exec "$@"`;

const DISMISSED_WITHIN_MS = 5000;

/** The companion process of this process. */
export class Reaper {
  readonly #child: ChildProcess;
  readonly #stateDir: string;
  readonly #log: string;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess, stateDir: string, log: string) {
    this.#child = child;
    this.#stateDir = stateDir;
    this.#log = log;
    this.#exited = new Promise((resolve) => child.once('exit', resolve));
  }

  /** Starts the companion of this process, in a session of its own and with nothing of this process's open. */
  static async start(stateDir: string): Promise<Reaper> {
    const harness = await identifyProcess(process.pid);
    await mkdir(reapersDirectory(stateDir), { recursive: true, mode: 0o700 });
    // It gets its name when the pid that stands in it is known.
    const unnamed = join(reapersDirectory(stateDir), `.${harness.pid}-${harness.startTime}`);
    const log = await open(unnamed, 'a', 0o600);
    try {
      const command = [...reaperProcess(), stateDir, String(harness.pid), harness.startTime, harness.bootId];
      const child = spawn('/bin/sh', ['-c', WAIT, 'faultline-reaper', ...command], {
        detached: true,
        stdio: ['pipe', log.fd, log.fd],
        env: reaperEnvironment(),
      });
      // It may have ended before its time; writing to it then fails.
      child.stdin?.on('error', () => undefined);
      await once(child, 'spawn');
      child.unref();
      if (child.stdin instanceof Socket) child.stdin.unref();
      const path = reaperLogPath(stateDir, harness, await identifyProcess(child.pid ?? 0));
      await rename(unnamed, path);
      return new Reaper(child, stateDir, path);
    } catch (error) {
      await rm(unnamed, { force: true });
      throw error;
    } finally {
      await log.close();
    }
  }

  /** Says so when the companion was killed. */
  assertWatching(say: (line: string) => void): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) return;
    say('the reaper was killed: should faultline be killed, too, only `faultline cleanup` undoes what it did');
  }

  /** All is well: it ends, and leaves nothing. */
  async dismiss(): Promise<void> {
    this.#child.ref();
    this.#child.stdin?.end('\n');
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), DISMISSED_WITHIN_MS);
    await this.#exited;
    clearTimeout(limit);
    await rm(this.#log, { force: true });
    // Not empty means that another one waits or has something to say.
    await rmdir(reapersDirectory(this.#stateDir)).catch(() => undefined);
  }
}

const fromSource = import.meta.url.endsWith('.ts');

function reaperProcess(): readonly string[] {
  const file = fileURLToPath(new URL(`./reaper-process${fromSource ? '.ts' : '.js'}`, import.meta.url));
  // From source the loader is needed again. Compiled, this process's options (--eval, --inspect …) are none of its business.
  return [process.execPath, ...(fromSource ? loaders(process.execArgv) : []), file];
}

/** What the environment tells Node.js to load may be gone when the reaper is needed, as the directory of the project that has it. */
function reaperEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: options, ...others } = process.env;
  return fromSource && options !== undefined ? { ...others, NODE_OPTIONS: options } : others;
}

/** Returns the options that load modules: `--import tsx` in one word or two. */
function loaders(options: readonly string[]): string[] {
  return options.filter(
    (option, index) => /^--(import|require|loader)(=|$)/.test(option) || /^--(import|require|loader)$/.test(options[index - 1] ?? ''),
  );
}
