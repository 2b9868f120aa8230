import { setMaxListeners } from 'node:events';
import type { Engine } from '../engine/engine.ts';
import { describeError } from '../errors/describe-error.ts';
import { describeUndo } from '../faults/describe-undo.ts';
import { performUndo } from '../faults/perform-undo.ts';
import type { UndoAction, UndoMoment } from '../faults/undo-action.ts';
import { formatDuration } from '../scenario/format-duration.ts';
import type { RunContext } from './run-context.ts';
import type { UndoLog } from './undo-log.ts';
import type { UndoRecord } from './undo-record.ts';

interface PendingUndo extends UndoRecord {
  /** The one that has the target: of a task, its node's. */
  readonly engine: Engine;
}

/** How long a fault without a `for:` lasts at most, unless the scenario says otherwise. */
const LONGEST_FAULT_MS = 600_000;

/**
 * The run's undos that are still owed, newest first. Undoing is never cut short by an abort, and what could not be undone is tried once more at the
 * end of the run.
 */
export class UndoStack {
  readonly #context: RunContext;
  readonly #log: UndoLog;
  #pending: PendingUndo[] = [];
  #failed: (PendingUndo & { readonly failure: string })[] = [];
  /** An engine that has not answered for so long is not waited for again with each of many undos. */
  #patient = true;
  readonly #limits = new AbortController();
  readonly #working = new Set<Promise<void>>();

  constructor(context: RunContext, log: UndoLog) {
    this.#context = context;
    this.#log = log;
    setMaxListeners(0, this.#limits.signal);
  }

  /** What could not be undone, each with the command that would do it. */
  get failures(): readonly string[] {
    return this.#failed.map(({ failure }) => failure);
  }

  /**
   * Puts the undo on disk; only then may the change be made. Without a `for` of its own the change is undone when it has lasted for as long as
   * any fault may, whatever the run is doing then.
   */
  async push(change: Omit<UndoRecord, 'id'>, engine: Engine, forMs?: number): Promise<void> {
    const pending = { ...change, id: await this.#log.record(change), engine };
    this.#pending.unshift(pending);
    if (forMs === undefined && change.action.when !== 'for-end') this.#limit(pending);
  }

  /** Returns whether a fault is still on a container that leaves it running: frozen, suspended, or told to be ill. */
  lastsOn(id: string): boolean {
    const owed = [...this.#pending, ...this.#failed];
    return owed.some(({ action }) => 'container' in action && action.container === id && action.action !== 'start');
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
    this.#limits.abort();
    await Promise.allSettled(this.#working);
    this.#pending = [...this.#pending, ...this.#failed].toSorted((one, other) => Number(other.id) - Number(one.id));
    this.#failed = [];
    for (const { id, action } of this.#pending.filter((pending) => isOurs(pending.action))) {
      await this.#log.done(id);
      this.#pending = this.#pending.filter((pending) => pending.action !== action);
    }
    await this.#undo(() => true);
  }

  #limit({ id, target, step }: PendingUndo): void {
    const { clock, recorder, scenario } = this.#context;
    const limitMs = scenario.blastRadius.maxDurationMs ?? LONGEST_FAULT_MS;
    const over = () => {
      if (!this.#pending.some((pending) => pending.id === id)) return;
      const message = `What step ${step} did to ${target} is undone after ${formatDuration(limitMs)}, the longest that a fault without \`for\` may last.`;
      recorder.append({ type: 'warning', code: 'max-duration', message });
      const work = this.#undo((pending) => pending.id === id);
      this.#working.add(work);
      void work.finally(() => this.#working.delete(work));
    };
    clock.sleepUntil(clock.now() + limitMs, this.#limits.signal).then(over, () => undefined);
  }

  async #undo(due: (pending: PendingUndo) => boolean): Promise<void> {
    const now = this.#pending.filter(due);
    this.#pending = this.#pending.filter((pending) => !due(pending));
    for (const pending of now) await this.#perform(pending);
  }

  async #perform(pending: PendingUndo): Promise<void> {
    const { id, step, occurrence, target, action, engine } = pending;
    const { clock, recorder } = this.#context;
    const base = { type: 'undo', step, occurrence, action: action.action, target, atMs: clock.now() } as const;
    try {
      const outcome = await performUndo(engine, action, this.#patient ? {} : { patienceMs: 0 });
      await this.#log.done(id);
      this.#patient = true;
      recorder.append({ ...base, outcome, doneMs: clock.now() });
    } catch (error) {
      const message = describeError(error);
      this.#patient = false;
      this.#failed.push({
        ...pending,
        failure: `${target}: ${action.action} failed (${message}); to do it by hand: ${describeUndo(action)}`,
      });
      recorder.append({ ...base, outcome: 'failed', doneMs: clock.now(), message });
    }
  }
}
