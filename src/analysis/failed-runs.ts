import { requestState, type RequestStates } from './request-states.ts';

/** A maximal run of failed requests, as rows. Unknown requests in between neither end it nor count. */
export interface FailedRun {
  readonly first: number;
  readonly last: number;
  /** The good requests around it; absent at the beginning and at the end of the load. */
  readonly goodBefore?: number;
  readonly goodAfter?: number;
}

/** Returns the runs of failed requests in order. */
export function failedRuns(states: RequestStates): FailedRun[] {
  const runs: FailedRun[] = [];
  let goodBefore: number | undefined;
  let run: { first: number; last: number } | undefined;
  const end = (goodAfter?: number) => {
    if (run === undefined) return;
    runs.push({ ...run, ...(goodBefore === undefined ? {} : { goodBefore }), ...(goodAfter === undefined ? {} : { goodAfter }) });
    run = undefined;
  };
  for (let row = 0; row < states.length; row += 1) {
    if (states[row] === requestState.failed) {
      run ??= { first: row, last: row };
      run.last = row;
    } else if (states[row] === requestState.ok) {
      end(row);
      goodBefore = row;
    }
  }
  end();
  return runs;
}
