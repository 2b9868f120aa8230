import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { faultlineMain } from '../../support/built.ts';
import { CRASH_MARK } from './host-inventory.ts';

const root = join(import.meta.dirname, '../../..');

/** The phases of a run as its progress tells them, in order. What comes before the first is the start of the process. */
export const PHASES = ['start', 'set-up', 'steady', 'chaos', 'recovery', 'tear-down', 'ended'] as const;
export type Phase = (typeof PHASES)[number];

const words: readonly (readonly [Phase, RegExp])[] = [
  ['set-up', / {2}set-up$/m],
  ['steady', / {2}steady state, before/],
  ['chaos', / {2}chaos: the timeline/],
  ['recovery', / {2}recovery$/m],
  ['tear-down', / {2}tear-down$/m],
  ['ended', / {2}run (completed|failed|ended|interrupted)/],
];

export interface HarnessOptions {
  readonly scenario: string;
  readonly out: string;
  /** Tells its processes from those of others. */
  readonly mark: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A `faultline run` that is about to be killed. */
export class HarnessProcess {
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
  phase: Phase = 'start';
  /** When each phase began, in ms since the process was started. */
  readonly beganMs = new Map<Phase, number>([['start', 0]]);
  #stderr = '';
  readonly #startedMs = performance.now();
  readonly #waiting: (() => void)[] = [];

  constructor({ scenario, out, mark, env }: HarnessOptions) {
    // A group of its own, so that all of it can be killed at once.
    this.process = spawn(process.execPath, [...faultlineMain, 'run', scenario, '--out', out, '--allow-commands'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env, [CRASH_MARK]: mark, NO_COLOR: '1' },
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    this.ended = once(this.process, 'exit').then(() => this.#wake());
  }

  get stderr(): string {
    return this.#stderr;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get isOver(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Resolves when the phase has begun, or the process ended. */
  async until(phase: Phase): Promise<void> {
    while (!this.isOver && PHASES.indexOf(this.phase) < PHASES.indexOf(phase)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #read(text: string): void {
    this.#stderr += text;
    for (const [phase, pattern] of words) {
      if (this.beganMs.has(phase) || !pattern.test(this.#stderr)) continue;
      this.beganMs.set(phase, performance.now() - this.#startedMs);
      this.phase = phase;
    }
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
