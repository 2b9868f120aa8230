import { join } from 'node:path';
import { RealClock } from '../clock/real-clock.ts';
import { Journal } from '../history/journal.ts';
import { defaultReporters } from '../report/registry.ts';
import { runPlan } from '../run/run-plan.ts';
import { withReaper } from '../run/reaper/with-reaper.ts';
import { stateDir } from '../run/state-dir.ts';
import { UndoLog } from '../run/undo-log.ts';
import type { Plan } from '../scenario/plan.ts';
import { judge } from './judge.ts';
import { newRunId } from './new-run-id.ts';
import { registries } from './registries.ts';
import { reportRun, resultsDirectory } from './report-run.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';
import { toldTo } from './told-to.ts';
import { version } from './version.ts';

const DEFAULT_OUT = 'reports';

interface Source {
  /** Where the scenario was written; `inRun`: as a file in the run's own directory. */
  readonly file: string | { readonly inRun: string };
  readonly sha256: string;
}

/** Runs a plan once, judges its history and writes the reports. */
export async function executePlan(plan: Plan, source: Source, options: RunOptions): Promise<ScenarioRun> {
  return withReaper(stateDir(), options.onProgress ?? (() => undefined), async () => execute(plan, source, options));
}

async function execute(plan: Plan, source: Source, options: RunOptions): Promise<ScenarioRun> {
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
    source: { ...source, file: typeof source.file === 'string' ? source.file : join(directory, source.file.inRun) },
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
  return reportRun(directory, journal, outcome, { problems, formats: options.formats ?? defaultReporters });
}
