import { join } from 'node:path';
import type { Check } from '../checks/check.ts';
import type { Expectation } from '../checks/judge-all.ts';
import { RealClock } from '../clock/real-clock.ts';
import { Journal } from '../history/journal.ts';
import { measureLoads } from '../run/measure-loads.ts';
import { withReaper } from '../run/reaper/with-reaper.ts';
import { stateDir } from '../run/state-dir.ts';
import { temporaryDirectory } from '../run/temporary-directory.ts';
import { describeProbe } from '../scenario/describe-probe.ts';
import type { Plan } from '../scenario/plan.ts';
import { planScenario } from '../scenario/plan-scenario.ts';
import type { LoadSpec } from '../scenario/scenario.ts';
import { newRunId } from './new-run-id.ts';
import { resultsDirectory } from './results-directory.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';
import { toldTo } from './told-to.ts';
import { version } from './version.ts';

/** The name of the one load of a measurement without a scenario. */
export const MEASURED = 'measure';

export interface MeasureOptions extends Pick<RunOptions, 'onEvent'> {
  readonly spec: LoadSpec;
  readonly forMs: number;
  readonly expect: readonly Expectation[];
  /** What may judge it; absent: the checks that come with faultline. */
  readonly checks?: readonly Check[];
  /** Directory that receives `<run id>/` and `latest`; absent: nothing is kept. */
  readonly out?: string;
  /** Aborting it ends the measurement early; what was measured until then is reported. */
  readonly signal: AbortSignal;
}

/**
 * Measures one load without a scenario and an engine, and returns it judged, like a run.
 * @throws FaultlineError ERR_SCENARIO_INVALID when the load cannot be formed, ERR_LOAD_FAILED when it does not come up, ERR_OUTPUT
 */
export async function measureLoad(options: MeasureOptions): Promise<ScenarioRun> {
  // What is kept nowhere, and the programs that it runs, must not be left anywhere.
  return withReaper(
    stateDir(),
    () => undefined,
    async () => measured(options),
  );
}

async function measured(options: MeasureOptions): Promise<ScenarioRun> {
  const id = newRunId();
  const { out } = options;
  // A history is on disk in any case, so that its length is no matter of memory.
  const directory = await resultsDirectory(join(out ?? (await temporaryDirectory()), id));
  const clock = new RealClock();
  const problems: unknown[] = [];
  const journal = await Journal.open(join(directory, 'history.ndjson'), clock, { onError: (error) => problems.push(error) });
  try {
    const { error } = await measureLoads({
      id,
      plan: planOf(options),
      source: { file: '', sha256: '' },
      faultlineVersion: version,
      forMs: options.forMs,
      clock,
      journal: toldTo(journal, options.onEvent),
      signal: options.signal,
    });
    await journal.close();
    // What judges and reports is not needed, and takes no memory, while hours are measured.
    const { reportRun } = await import('./report-run.ts');
    const formats = out === undefined ? {} : { formats: (await import('../report/registry.ts')).defaultReporters };
    return await reportRun(
      directory,
      journal,
      { error, leftovers: [] },
      { problems, ...formats, ...(options.checks && { known: options.checks }) },
    );
  } finally {
    await journal.close();
  }
}

function planOf({ spec, forMs, expect }: MeasureOptions): Plan {
  const scenario = {
    name: describeProbe(spec),
    tags: [],
    subjects: {},
    load: { [MEASURED]: spec },
    pressure: {},
    timeline: [],
    expect: expect.map(({ kind, options }) => ({ kind, options, source: { line: 0, column: 0 } })),
    blastRadius: {},
    repeat: 1,
    timeoutMs: forMs,
  };
  // Nothing is left to chance.
  return planScenario(scenario, '', 1);
}
