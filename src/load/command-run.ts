import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { describeError } from '../errors/describe-error.ts';
import type { RequestClass } from '../history/load-bucket.ts';
import { classifyError, errorCode } from './classify-error.ts';
import { commandMark } from './orphaned-commands.ts';
import { killGroup, watchGroup } from './process-groups.ts';
import type { OnEnd, RequestInFlight } from './request-in-flight.ts';
import type { ResponseReader } from './response-reader.ts';

/** What a program needs to find others and its own files; nothing else of this process's environment is handed on. */
const PASSED_ON = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];
const WORDS_KEPT = 500;
const mark = commandMark();

/** One run of a program, in a process group of its own: whatever it started is gone when it has ended. */
export class CommandRun implements RequestInFlight {
  readonly #child: ChildProcess;
  readonly #reader: ResponseReader;
  readonly #onEnd: OnEnd;
  #words = '';
  #signal: NodeJS.Signals | undefined;
  #exitedMs: number | undefined;
  #ended = false;
  #error: Error | undefined;

  constructor(program: string, args: readonly string[], reader: ResponseReader, onEnd: OnEnd) {
    this.#reader = reader;
    this.#onEnd = onEnd;
    this.#child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    watchGroup(this.#child);
    lowerPriority(this.#child.pid);
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#reader.take(chunk));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#words = (this.#words + chunk.toString()).slice(0, WORDS_KEPT)));
    this.#child.once('error', (error) => this.#failed(error));
    this.#child.once('exit', (code, signal) => this.#exited(code, signal));
    this.#child.once('close', () => this.#complete());
  }

  get ended(): boolean {
    return this.#ended;
  }

  get problem(): string | undefined {
    if (this.#error !== undefined) return describeError(this.#error);
    if (this.#exitedMs === undefined) return undefined;
    const how = this.#signal === undefined ? this.#reader.problem?.replace(/^status/, 'exit code') : `ended by ${this.#signal}`;
    const words = this.#words.trim().split('\n', 1)[0] ?? '';
    return words === '' ? how : `${how ?? 'it'}: ${words}`;
  }

  expire(): void {
    // It has ended, but its output is held open by a process that it started and that left its group.
    if (this.#exitedMs !== undefined) this.#complete();
    this.#end('timeout', undefined);
    killGroup(this.#child);
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    this.#exitedMs = performance.now();
    this.#signal = signal ?? undefined;
    this.#reader.start(code ?? -1, {});
    killGroup(this.#child);
  }

  /** Everything that it has written was read. */
  #complete(): void {
    if (this.#ended || this.#exitedMs === undefined) return;
    const { outcome, version } = this.#reader.result();
    this.#end(outcome, version, undefined, performance.now() - this.#exitedMs);
  }

  /** It could not be started: that it can be was found out before, so this machine is short of something. */
  #failed(error: Error): void {
    this.#error = error;
    const outcome = classifyError(error);
    this.#end(outcome === 'reset' ? 'unsent' : outcome, undefined, errorCode(error));
  }

  #end(outcome: RequestClass, version: string | undefined, code?: string, agoMs?: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd(outcome, version, code, agoMs);
  }
}

function environment(): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passedOn), ...mark };
}

/** The load's own priority is raised; what it runs is no more important than what it measures. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_NORMAL);
  } catch {
    // It has ended already.
  }
}
