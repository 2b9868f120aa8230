import type { Analysis } from '../analysis/analysis.ts';
import type { Engine } from '../engine/engine.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Reporter } from '../report/reporter.ts';
import type { RunResult } from '../report/run-result.ts';
import type { BlastRadius } from '../scenario/scenario.ts';
import type { Registries } from './registries.ts';

/** How a scenario is run: on which engine, with which seed, and where its results go. */
export interface RunOptions {
  readonly engine: Engine;
  /** What scenarios may name, as readConfig returns it; absent: what comes with faultline. */
  readonly registries?: Registries;
  /** Directory that receives `<run id>/` and `latest`; default `reports`. */
  readonly out?: string;
  /** The report files to write; absent: the usual ones. */
  readonly formats?: readonly Reporter[];
  /** Overrides the scenario's own seed. */
  readonly seed?: string;
  /** Overrides the scenario's own number of repetitions. */
  readonly repeat?: number;
  /** Holds in addition to the scenario's own: the stricter of the two counts. */
  readonly blastRadius?: BlastRadius;
  /** Whether a load's `command` may run on this machine; absent: it may not. */
  readonly allowCommands?: boolean;
  /** Aborting it interrupts the run; undo and clean-up still happen before the promise settles. */
  readonly signal?: AbortSignal;
  /** Told every event of the history as it is written. */
  readonly onEvent?: (event: HistoryEvent) => void;
  /** Told about slow preparations, one line each. */
  readonly onProgress?: (line: string) => void;
}

/** One run of a scenario, finished. */
export interface ScenarioRun {
  readonly result: RunResult;
  readonly analysis: Analysis;
  /** Where its files are. */
  readonly directory: string;
  /** What ended it early, if anything did. */
  readonly error?: unknown;
  /** What could not be undone or removed, each with the command that would do it. */
  readonly leftovers: readonly string[];
}
