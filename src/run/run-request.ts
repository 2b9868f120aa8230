import type { Clock } from '../clock/clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Fault } from '../faults/fault.ts';
import type { HistoryEvent, RunEnded } from '../history/history-event.ts';
import type { ExpectationSpec } from '../scenario/scenario.ts';
import type { Plan } from '../scenario/plan.ts';
import type { EventSink } from './recorder.ts';
import type { Trigger } from './triggers/trigger.ts';
import type { UndoLog } from './undo-log.ts';

export interface RunRequest {
  readonly id: string;
  readonly plan: Plan;
  readonly faultlineVersion: string;
  /** Where the scenario was written, as given on the command line. */
  readonly source: { readonly file: string; readonly sha256: string };
  readonly engine: Engine;
  readonly clock: Clock;
  readonly journal: EventSink;
  readonly undoLog: UndoLog;
  readonly faults: readonly Fault[];
  readonly triggers: readonly Trigger[];
  /** Analysis and checks are not the run's business; it is handed what it needs of them. */
  readonly judge: Judge;
  /** Aborting it interrupts the run: undo and clean-up still happen. */
  readonly signal: AbortSignal;
  /** Lines for people about slow preparations (building an image). */
  readonly onProgress: (line: string) => void;
}

export interface Judge {
  /** Whether the expectations hold on the events so far, within the window. Undefined: cannot be told. */
  holds(
    expectations: readonly ExpectationSpec[],
    events: readonly HistoryEvent[],
    window: { readonly fromMs: number; readonly untilMs: number },
  ): { readonly held: boolean | undefined; readonly message: string };
  /**
   * The expectations about events (exits, restarts, states, logs) that are still unmet, each with the run time at which its `within` is over, if it
   * has one; measurements are not asked.
   */
  unmet(expectations: readonly ExpectationSpec[], events: readonly HistoryEvent[]): readonly { readonly untilMs?: number }[];
}

export interface RunOutcome {
  readonly reason: RunEnded['reason'];
  /** What ended the run early. */
  readonly error?: unknown;
  /** What could not be undone or removed, each with the command that would do it. */
  readonly leftovers: readonly string[];
}
