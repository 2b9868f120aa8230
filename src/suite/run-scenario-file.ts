import { readScenario } from '../scenario/read-scenario.ts';
import { registries } from './registries.ts';
import { repeatScenario } from './repeat-scenario.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';

/**
 * Runs one scenario file as often as it says and returns its runs in order. An interruption ends it after the run under way.
 * @throws FaultlineError ERR_SCENARIO_INVALID when the file is not valid, ERR_USAGE when it runs programs that are not allowed, ERR_OUTPUT when results
 * cannot be written at all
 */
export async function runScenarioFile(path: string, options: RunOptions): Promise<readonly ScenarioRun[]> {
  const { scenario, sha256 } = await readScenario(path, options.registries ?? registries);
  return repeatScenario(scenario, { file: path, sha256 }, options);
}
