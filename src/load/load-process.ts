import type { ChildProcess } from 'node:child_process';
import { processStat } from '../engine/private/process-identity.ts';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { forkSibling } from './fork-sibling.ts';
import { killOrphanedCommands } from './orphaned-commands.ts';

export interface LoadProcessOptions {
  readonly module: Parameters<typeof forkSibling>[0];
  /** Whether it imports modules of the project. */
  readonly loadsModules?: boolean;
  /** For messages: 'The load users'. */
  readonly name: string;
  readonly onMessage: (raw: unknown) => void;
  /** Called at most once, and only after `started` was resolved. */
  readonly onFailure: (error: FaultlineError) => void;
}

const START_LIMIT_MS = 30_000;
const STDERR_KEPT = 2000;
const LAST_WORDS_MS = 20;

/** A child process that makes load: started, told, stopped; its unexpected end is reported once. */
export class LoadProcess {
  /** Resolves when `ready` was called. */
  readonly started: Promise<void>;
  readonly #options: LoadProcessOptions;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  #state: 'starting' | 'running' | 'ended' = 'starting';
  #resolveStarted: () => void = () => undefined;
  #rejectStarted: (error: FaultlineError) => void = () => undefined;
  #stopped: Promise<void> | undefined;
  #stderr = '';

  constructor(options: LoadProcessOptions) {
    this.#options = options;
    this.started = new Promise((resolve, reject) => {
      this.#resolveStarted = resolve;
      this.#rejectStarted = reject;
    });
    this.#child = forkSibling(options.module, { loadsModules: options.loadsModules ?? false });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT);
    });
    this.#child.on('message', (raw) => this.#receive(raw));
    this.#child.on('error', (error) => this.fail(this.#failure(describeError(error), error)));
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        if (signal === 'SIGKILL')
          killOrphanedCommands({ pid: process.pid, startTime: String(processStat(process.pid)?.startTime ?? '') }, this.#child.pid);
        // What it said last may still be in the pipe. `close` does not come after a disconnect from this side.
        setTimeout(() => {
          this.fail(this.#failure(`its process ended with ${signal ?? `exit code ${code ?? 'unknown'}`}`));
          resolve();
        }, LAST_WORDS_MS);
      });
    });
    const limit = setTimeout(() => this.fail(this.#failure(`it was not ready within ${START_LIMIT_MS / 1000} s`)), START_LIMIT_MS);
    this.started.catch(() => undefined).finally(() => clearTimeout(limit));
  }

  tell(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  ready(): void {
    if (this.#state !== 'starting') return;
    this.#state = 'running';
    this.#resolveStarted();
  }

  /** Ends the process and reports why, unless it has ended already. */
  fail(error: FaultlineError): void {
    const before = this.#end();
    if (before === 'starting') this.#rejectStarted(error);
    if (before === 'running') this.#options.onFailure(error);
  }

  /** The process has done what `stop` asked for. */
  finish(): void {
    this.#state = 'ended';
    if (this.#child.connected) this.#child.disconnect();
  }

  /** Sends `message`, to which the process answers by what leads to `finish`. Resolves when it has ended, however it did. */
  stop(message: object, limitMs: number): Promise<void> {
    this.#stopped ??= this.#stop(message, limitMs);
    return this.#stopped;
  }

  kill(): void {
    this.#end();
  }

  async #stop(message: object, limitMs: number): Promise<void> {
    this.tell(message);
    const limit = setTimeout(() => this.fail(this.#failure(`it did not stop within ${limitMs} ms`)), limitMs);
    await this.#exited;
    clearTimeout(limit);
  }

  #end(): 'starting' | 'running' | 'ended' {
    const before = this.#state;
    this.#state = 'ended';
    // SIGKILL, as it may be suspended.
    if (before !== 'ended') this.#child.kill('SIGKILL');
    return before;
  }

  #receive(raw: unknown): void {
    if (this.#state === 'ended') return;
    try {
      this.#options.onMessage(raw);
    } catch (error) {
      this.fail(this.#failure(`what it measured could not be taken over: ${describeError(error)}`, error));
    }
  }

  #failure(what: string, cause?: unknown): FaultlineError {
    const stderr = this.#stderr.trim();
    return new FaultlineError('ERR_LOAD_FAILED', `${this.#options.name} failed: ${what}.${stderr === '' ? '' : ` It said: ${stderr}`}`, {
      hint: 'Nothing was measured from here on. Run again; when it dies each time, the machine may be short of memory (look for an OOM kill).',
      cause,
    });
  }
}
