import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { PlacedEntry } from '../report/suite-rows.ts';
import { buildSuiteResult, buildUnstartedRun, type SuiteResult, type UnstartedRun } from '../report/suite-result.ts';
import type { FileOutcome } from './run-suite.ts';

/** Returns what `run --json` prints for the outcomes of a suite. */
export function suiteResultOf(outcomes: readonly FileOutcome[]): SuiteResult {
  return buildSuiteResult(placedEntriesOf(outcomes).map(({ entry }) => entry));
}

/** Returns every run of a suite with the directory of its files, and what could not be run, in the order of the files. */
export function placedEntriesOf(outcomes: readonly FileOutcome[]): PlacedEntry[] {
  return outcomes.flatMap(({ file, runs, error }) => [
    ...runs.map(({ result, directory }) => ({ entry: result, directory })),
    ...(error === undefined ? [] : [{ entry: unstartedRunOf(file, error) }]),
  ]);
}

/** Returns the entry of a file whose scenario never became a run. */
export function unstartedRunOf(file: string, error: unknown): UnstartedRun {
  return buildUnstartedRun({ file }, errorOf(error));
}

function errorOf(error: unknown): { code: string; message: string; hint?: string | undefined } {
  if (error instanceof FaultlineError) return error;
  return { code: 'ERR_INTERNAL', message: describeError(error) };
}
