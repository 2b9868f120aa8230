import { join } from 'node:path';
import { analyse } from '../analysis/analyse.ts';
import { judgeHistory } from '../checks/judge-history.ts';
import { RealClock } from '../clock/real-clock.ts';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { Journal } from '../history/journal.ts';
import { makeDirectory } from '../report/make-directory.ts';
import { buildResult } from '../report/result.ts';
import { writeReports } from '../report/write-reports.ts';
import type { EventSink } from '../run/recorder.ts';
import { runPlan } from '../run/run-plan.ts';
import type { RunOutcome } from '../run/run-request.ts';
import { stateDir } from '../run/state-dir.ts';
import { UndoLog } from '../run/undo-log.ts';
import type { Plan } from '../scenario/plan.ts';
import { judge } from './judge.ts';
import { linkLatest } from './latest-link.ts';
import { newRunId } from './new-run-id.ts';
import { registries } from './registries.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';
import { version } from './version.ts';

const DEFAULT_OUT = 'reports';

/** Runs a plan once, judges its history and writes the reports. */
export async function executePlan(
  plan: Plan,
  source: { readonly file: string; readonly sha256: string },
  options: RunOptions,
): Promise<ScenarioRun> {
  const id = newRunId();
  const directory = await resultsDirectory(join(options.out ?? DEFAULT_OUT, id));
  const clock = new RealClock();
  const problems: unknown[] = [];
  const journal = await Journal.open(join(directory, 'history.ndjson'), clock, { onError: (error) => problems.push(error) });
  const undoLog = await UndoLog.open(stateDir(), {
    id,
    engine: { endpoint: options.engine.facts.endpoint, hostAddress: options.engine.hostAddress },
  });
  const outcome = await runPlan({
    id,
    plan,
    faultlineVersion: version,
    source,
    engine: options.engine,
    clock,
    journal: toldTo(journal, options.onEvent),
    undoLog,
    faults: registries.faults,
    triggers: registries.triggers,
    judge,
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
  });
  // With something left behind the log stays, so that `faultline cleanup` finds it.
  await undoLog.close({ remove: outcome.leftovers.length === 0 });
  await journal.close();
  return report(directory, journal, outcome, problems);
}

async function report(directory: string, journal: Journal, outcome: RunOutcome, problems: unknown[]): Promise<ScenarioRun> {
  const analysis = analyse(journal.events);
  const result = buildResult(analysis, judgeHistory(analysis));
  try {
    await writeReports(directory, { result, analysis });
    await linkLatest(directory);
  } catch (error) {
    problems.push(error);
  }
  const [problem] = problems;
  const error = outcome.error ?? (problem === undefined ? undefined : outputError(directory, problem));
  return { result, analysis, directory, leftovers: outcome.leftovers, ...(error === undefined ? {} : { error }) };
}

async function resultsDirectory(directory: string): Promise<string> {
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

function toldTo(journal: Journal, onEvent: RunOptions['onEvent']): EventSink {
  if (onEvent === undefined) return journal;
  return {
    get events() {
      return journal.events;
    },
    append(entry) {
      const event = journal.append(entry);
      onEvent(event);
      return event;
    },
  };
}
