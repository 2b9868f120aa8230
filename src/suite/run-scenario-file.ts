import { planScenario } from '../scenario/plan-scenario.ts';
import { drawSeed } from '../scenario/draw-seed.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import { stricter } from '../targets/stricter.ts';
import { executePlan } from './execute-plan.ts';
import { registries } from './registries.ts';
import { requireAllowedCommands } from './require-allowed-commands.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';

/**
 * Runs one scenario file as often as it says and returns its runs in order. An interruption ends it after the run under way.
 * @throws FaultlineError ERR_SCENARIO_INVALID when the file is not valid, ERR_USAGE when it runs programs that are not allowed, ERR_OUTPUT when results
 * cannot be written at all
 */
export async function runScenarioFile(path: string, options: RunOptions): Promise<readonly ScenarioRun[]> {
  const { scenario: written, sha256 } = await readScenario(path, registries);
  requireAllowedCommands(new Map([[path, written]]), options.allowCommands === true);
  const scenario = {
    ...written,
    repeat: options.repeat ?? written.repeat,
    blastRadius: options.blastRadius === undefined ? written.blastRadius : stricter(written.blastRadius, options.blastRadius),
  };
  const seed = options.seed ?? scenario.seed ?? drawSeed();
  const runs: ScenarioRun[] = [];
  for (let repetition = 1; repetition <= scenario.repeat && options.signal?.aborted !== true; repetition += 1) {
    runs.push(await executePlan(planScenario(scenario, seed, repetition), { file: path, sha256 }, options));
  }
  return runs;
}
