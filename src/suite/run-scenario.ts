import type { ScenarioInput } from './define-scenario.ts';
import { parseInput } from './parse-input.ts';
import { repeatScenario } from './repeat-scenario.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';

/** How runScenario runs a scenario that is an object. */
export interface RunScenarioOptions extends Omit<RunOptions, 'repeat'> {
  /** What relative paths in the scenario start from; the working directory when absent. */
  readonly baseDir?: string;
}

/**
 * Runs a scenario that is an object, once whatever its `repeat` says, and returns the run.
 * @throws FaultlineError ERR_SCENARIO_INVALID when it is not valid, ERR_USAGE when it runs programs that are not allowed, ERR_OUTPUT when results cannot be
 * written at all, and the signal's reason when that is aborted already
 */
export async function runScenario(written: ScenarioInput, options: RunScenarioOptions): Promise<ScenarioRun> {
  options.signal?.throwIfAborted();
  const { scenario, sha256 } = parseInput(written, options.baseDir, options.registries);
  const [run] = await repeatScenario(scenario, { file: '', sha256 }, { ...options, repeat: 1 });
  if (run === undefined) throw new RangeError('The scenario was not run.');
  return run;
}
