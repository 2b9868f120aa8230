import { join } from 'node:path';
import { RealClock } from '../clock/real-clock.ts';
import { Journal } from '../history/journal.ts';
import { defaultReporters } from '../report/registry.ts';
import type { RunOutcome, RunRequest } from '../run/run-request.ts';
import { holdReaper } from '../run/reaper/with-reaper.ts';
import { stateDir } from '../run/state-dir.ts';
import { temporaryDirectory } from '../run/temporary-directory.ts';
import { UndoLog } from '../run/undo-log.ts';
import type { Plan } from '../scenario/plan.ts';
import { judgeBy } from './judge.ts';
import { newRunId } from './new-run-id.ts';
import { registries as ownRegistries } from './registries.ts';
import { reportRun } from './report-run.ts';
import { resultsDirectory } from './results-directory.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';
import { toldTo } from './told-to.ts';
import { version } from './version.ts';

export interface OpenRunOptions extends Pick<RunOptions, 'engine' | 'registries' | 'formats' | 'signal' | 'onEvent' | 'onProgress'> {
  /** Directory that receives `<run id>/` and `latest`; absent: nothing is kept. */
  readonly out?: string | undefined;
}

/** A run's journal and undo log, open, and what closes them. */
export interface OpenRun {
  readonly request: RunRequest;
  readonly directory: string;
  /** Closes both, judges the history and writes the reports. */
  finish(outcome: RunOutcome): Promise<ScenarioRun>;
}

/** Where a scenario was written. */
export interface RunSource {
  /** As given on the command line; `inRun`: a file in the run's own directory. */
  readonly file: string | { readonly inRun: string };
  readonly sha256: string;
}

/** Opens a run's journal and undo log, and has a reaper watch until the run is finished. @throws FaultlineError ERR_OUTPUT */
export async function openRun(plan: Plan, source: RunSource, options: OpenRunOptions): Promise<OpenRun> {
  const dismiss = await holdReaper(stateDir(), options.onProgress ?? (() => undefined));
  try {
    const open = await openFiles(plan, source, options);
    return { ...open, finish: async (outcome) => open.finish(outcome).finally(dismiss) };
  } catch (error) {
    await dismiss();
    throw error;
  }
}

/** The undo log first: where that cannot be written there is no run, and nothing of it. */
async function openFiles(plan: Plan, source: RunSource, options: OpenRunOptions): Promise<OpenRun> {
  const id = newRunId();
  const { facts, hostAddress } = options.engine;
  const undoLog = await UndoLog.open(stateDir(), { id, engine: { endpoint: facts.endpoint, hostAddress } });
  try {
    return await openResults(plan, source, options, { id, undoLog });
  } catch (error) {
    await undoLog.close({ remove: true });
    throw error;
  }
}

async function openResults(
  plan: Plan,
  source: RunSource,
  { engine, registries = ownRegistries, out, formats = defaultReporters, signal, onEvent, onProgress }: OpenRunOptions,
  { id, undoLog }: { readonly id: string; readonly undoLog: UndoLog },
): Promise<OpenRun> {
  const directory = await resultsDirectory(join(out ?? (await temporaryDirectory()), id));
  const clock = new RealClock();
  const problems: unknown[] = [];
  const journal = await Journal.open(join(directory, 'history.ndjson'), clock, { onError: (error) => problems.push(error) });
  const request: RunRequest = {
    id,
    plan,
    faultlineVersion: version,
    source: { ...source, file: typeof source.file === 'string' ? source.file : join(directory, source.file.inRun) },
    engine,
    clock,
    journal: toldTo(journal, onEvent),
    undoLog,
    faults: registries.faults,
    triggers: registries.triggers,
    judge: judgeBy(registries.checks),
    signal: signal ?? new AbortController().signal,
    onProgress: onProgress ?? (() => undefined),
  };
  return {
    request,
    directory,
    async finish(outcome) {
      // With something left behind the log stays, so that `faultline cleanup` finds it.
      await undoLog.close({ remove: outcome.leftovers.length === 0 });
      await journal.close();
      const known = registries.checks;
      return reportRun(directory, journal, outcome, { problems, known, ...(out === undefined ? {} : { formats }) });
    },
  };
}
