import { analyse } from '../analysis/analyse.ts';
import type { Check } from '../checks/check.ts';
import { judgeHistory } from '../checks/judge-history.ts';
import type { Journal } from '../history/journal.ts';
import type { Reporter } from '../report/reporter.ts';
import { buildResult } from '../report/result.ts';
import { writeReports } from '../report/write-reports.ts';
import type { RunOutcome } from '../run/run-request.ts';
import { linkLatest } from './latest-link.ts';
import { outputError } from './output-error.ts';
import type { ScenarioRun } from './scenario-run.ts';

export interface Reporting {
  /** What went wrong with writing so far. */
  readonly problems: unknown[];
  /** The reports to write beside the history, which `latest` then points at; absent: nothing is kept. */
  readonly formats?: readonly Reporter[];
  /** What may judge it; absent: the checks that come with faultline. */
  readonly known?: readonly Check[];
}

/** Returns a finished history judged, and writes its reports. */
export async function reportRun(
  directory: string,
  journal: Journal,
  outcome: Pick<RunOutcome, 'error' | 'leftovers'>,
  { problems, formats, known }: Reporting,
): Promise<ScenarioRun> {
  const analysis = analyse(journal.events);
  const result = buildResult(analysis, judgeHistory(analysis, undefined, known));
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
