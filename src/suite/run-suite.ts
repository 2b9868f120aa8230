import type { Engine } from '../engine/engine.ts';
import { runScenarioFile } from './run-scenario-file.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';
import { Turns } from './turns.ts';

/** What became of one scenario file: its runs, or why there are none. */
export interface FileOutcome {
  readonly file: string;
  readonly runs: readonly ScenarioRun[];
  readonly error?: unknown;
}

export interface SuiteOptions extends Omit<RunOptions, 'engine' | 'onEvent' | 'onProgress'> {
  /** Returns the engine that a file's scenario runs on. */
  readonly engineFor: (file: string) => Engine;
  /** How many scenarios run at the same time. */
  readonly jobs: number;
  /** Whether a scenario measures a load. */
  readonly measures: (file: string) => boolean;
  /** Called when a file's turn comes; returns who is told about it. */
  readonly watch: (file: string) => Pick<RunOptions, 'onEvent' | 'onProgress'>;
  readonly onFileEnd: (outcome: FileOutcome) => void;
}

/**
 * Runs scenario files, several at a time, and returns their outcomes in the order of the files. Of those that measure a load only one
 * runs at a time: two would take each other's processor time and spoil each other's measurements. After an interruption none is begun.
 */
export async function runSuite(files: readonly string[], options: SuiteOptions): Promise<readonly FileOutcome[]> {
  const outcomes = new Map<string, FileOutcome>();
  const turns = new Turns(files, options.measures);
  const work = async () => {
    for (let file = turns.next(); file !== undefined && options.signal?.aborted !== true; file = turns.next()) {
      const outcome = await runOne(file, options);
      turns.ended(file);
      outcomes.set(file, outcome);
      options.onFileEnd(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, files.length) }, work));
  return files.flatMap((file) => outcomes.get(file) ?? []);
}

async function runOne(file: string, options: SuiteOptions): Promise<FileOutcome> {
  try {
    return { file, runs: await runScenarioFile(file, { ...options, engine: options.engineFor(file), ...options.watch(file) }) };
  } catch (error) {
    return { file, runs: [], error };
  }
}
