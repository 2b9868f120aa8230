import type { Engine } from '../engine/engine.ts';
import { describeError } from '../errors/describe-error.ts';
import { describeUndo } from '../faults/describe-undo.ts';
import { performUndo } from '../faults/perform-undo.ts';
import type { UndoAction, UndoMoment } from '../faults/undo-action.ts';
import type { RunContext } from './run-context.ts';
import type { UndoLog } from './undo-log.ts';

interface PendingUndo {
  readonly id: string;
  readonly step: number;
  readonly occurrence: number;
  readonly target: string;
  readonly action: UndoAction;
  /** The one that has the target: of a task, its node's. */
  readonly engine: Engine;
}

/** The run's undos that are still owed, newest first. Undoing is never cut short by an abort. */
export class UndoStack {
  readonly #context: RunContext;
  readonly #log: UndoLog;
  #pending: PendingUndo[] = [];
  readonly #failures: string[] = [];

  constructor(context: RunContext, log: UndoLog) {
    this.#context = context;
    this.#log = log;
  }

  /** What could not be undone, each with the command that would do it. */
  get failures(): readonly string[] {
    return this.#failures;
  }

  /** Puts the undo on disk; only then may the change be made. */
  async push(step: number, occurrence: number, target: string, action: UndoAction, engine: Engine): Promise<void> {
    const id = await this.#log.record({ step, occurrence, target, action });
    this.#pending.unshift({ id, step, occurrence, target, action, engine });
  }

  /** Returns whether a fault is still on a container that leaves it running: frozen, suspended, or told to be ill. */
  lastsOn(id: string): boolean {
    return this.#pending.some(({ action }) => 'container' in action && action.container === id && action.action !== 'start');
  }

  /** Undoes what one firing of a step did. */
  async undoStep(step: number, occurrence: number): Promise<void> {
    await this.#undo((pending) => pending.step === step && pending.occurrence === occurrence);
  }

  /** Undoes what is due at a moment. */
  async undoAt(moment: UndoMoment): Promise<void> {
    await this.#undo((pending) => pending.action.when === moment);
  }

  /** Undoes everything that is left. */
  async undoAll(): Promise<void> {
    await this.#undo(() => true);
  }

  /** Undoes everything that is left, except on containers and services that are about to be removed anyway. */
  async undoRest(isOurs: (action: UndoAction) => boolean): Promise<void> {
    for (const { id, action } of this.#pending.filter((pending) => isOurs(pending.action))) {
      await this.#log.done(id);
      this.#pending = this.#pending.filter((pending) => pending.action !== action);
    }
    await this.#undo(() => true);
  }

  async #undo(due: (pending: PendingUndo) => boolean): Promise<void> {
    const now = this.#pending.filter(due);
    this.#pending = this.#pending.filter((pending) => !due(pending));
    for (const pending of now) await this.#perform(pending);
  }

  async #perform({ id, step, occurrence, target, action, engine }: PendingUndo): Promise<void> {
    const { clock, recorder } = this.#context;
    const base = { type: 'undo', step, occurrence, action: action.action, target, atMs: clock.now() } as const;
    try {
      const outcome = await performUndo(engine, action);
      await this.#log.done(id);
      recorder.append({ ...base, outcome, doneMs: clock.now() });
    } catch (error) {
      const message = describeError(error);
      this.#failures.push(`${target}: ${action.action} failed (${message}); to do it by hand: ${describeUndo(action)}`);
      recorder.append({ ...base, outcome: 'failed', doneMs: clock.now(), message });
    }
  }
}
