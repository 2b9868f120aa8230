import { dirname } from 'node:path';
import { analyse } from '../analysis/analyse.ts';
import type { Check } from '../checks/check.ts';
import { judgeHistory } from '../checks/judge-history.ts';
import { readHistory } from '../history/read-history.ts';
import type { ReportInput } from './reporter.ts';
import { buildResult } from './result.ts';

/** A run as it was stored, analysed and judged anew. */
export interface StoredRun extends ReportInput {
  readonly directory: string;
}

/**
 * Reads a history, analyses it and judges it again by the expectations of the plan that it holds.
 * @throws FaultlineError ERR_HISTORY_INVALID
 */
export async function readRun(historyPath: string, checks?: readonly Check[]): Promise<StoredRun> {
  const analysis = analyse(await readHistory(historyPath));
  return { directory: dirname(historyPath), analysis, result: buildResult(analysis, judgeHistory(analysis, undefined, checks)) };
}
