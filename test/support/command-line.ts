import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { faultlineMain } from './built.ts';

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** faultline as a process of its own, as a user runs it. */
export class CommandLine {
  readonly process: ChildProcess;
  #stdout = '';
  #stderr = '';
  readonly #ended: Promise<unknown>;

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.process = spawn(process.execPath, [...faultlineMain, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#ended = once(this.process, 'close');
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Resolves when progress says so; rejects when the process ends without. */
  async says(pattern: RegExp): Promise<void> {
    const { stderr } = this.process;
    while (!pattern.test(this.#stderr)) {
      if (stderr === null || this.process.exitCode !== null)
        throw new Error(`It ended without saying ${String(pattern)}:\n${this.#stderr}`);
      await Promise.race([once(stderr, 'data'), this.#ended]);
    }
  }

  async end(): Promise<CommandResult> {
    await this.#ended;
    return { code: this.process.exitCode, stdout: this.#stdout, stderr: this.#stderr };
  }
}

/** Runs faultline to its end. */
export async function faultline(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  return new CommandLine(args, env).end();
}
