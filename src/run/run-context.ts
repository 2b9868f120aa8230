import type { Clock } from '../clock/clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Recorder } from './recorder.ts';
import type { RunAbort } from './run-abort.ts';

/** What every part of a run needs. */
export interface RunContext {
  readonly runId: string;
  readonly scenario: Scenario;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** Aborted, with a RunAbort as reason, when the run must stop: everything but undo and clean-up obeys it. */
  readonly signal: AbortSignal;
  readonly abort: (why: RunAbort) => void;
  readonly onProgress: (line: string) => void;
}
