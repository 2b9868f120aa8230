import { analyse } from '../analysis/analyse.ts';
import type { Check, CheckResult } from '../checks/check.ts';
import { judgeHistory } from '../checks/judge-history.ts';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import type { Journal } from '../history/journal.ts';
import { makeDirectory } from '../report/make-directory.ts';
import type { Reporter } from '../report/reporter.ts';
import { buildResult } from '../report/result.ts';
import { writeReports } from '../report/write-reports.ts';
import type { RunOutcome } from '../run/run-request.ts';
import { linkLatest } from './latest-link.ts';
import type { ScenarioRun } from './scenario-run.ts';

export interface Reporting {
  /** What went wrong with writing so far. */
  readonly problems: unknown[];
  /** The reports to write beside the history, which `latest` then points at; absent: nothing is kept. */
  readonly formats?: readonly Reporter[];
  /** What was judged while the run went on. */
  readonly checks?: readonly CheckResult[];
  /** What may judge it; absent: the checks that come with faultline. */
  readonly known?: readonly Check[];
}

/** Returns a finished history judged, and writes its reports. */
export async function reportRun(
  directory: string,
  journal: Journal,
  outcome: Pick<RunOutcome, 'error' | 'leftovers'>,
  { problems, formats, checks = [], known }: Reporting,
): Promise<ScenarioRun> {
  const analysis = analyse(journal.events);
  const result = buildResult(analysis, [...checks, ...judgeHistory(analysis, undefined, known)]);
  try {
    if (formats !== undefined) {
      await writeReports(directory, { result, analysis }, formats);
      await linkLatest(directory);
    }
  } catch (error) {
    problems.push(error);
  }
  const [problem] = problems;
  const error = outcome.error ?? (problem === undefined ? undefined : outputError(directory, problem));
  return { result, analysis, directory, leftovers: outcome.leftovers, ...(error === undefined ? {} : { error }) };
}

/** Makes a run's directory and returns it. @throws FaultlineError ERR_OUTPUT */
export async function resultsDirectory(directory: string): Promise<string> {
  try {
    await makeDirectory(directory);
  } catch (error) {
    throw outputError(directory, error);
  }
  return directory;
}

function outputError(directory: string, cause: unknown): FaultlineError {
  if (cause instanceof FaultlineError) return cause;
  return new FaultlineError('ERR_OUTPUT', `Results cannot be written to ${directory}: ${describeError(cause)}`, {
    hint: 'Free some space or choose another directory with --out.',
    cause,
  });
}
