import { drawSeed } from '../scenario/draw-seed.ts';
import { planScenario } from '../scenario/plan-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { stricter } from '../targets/stricter.ts';
import { executePlan } from './execute-plan.ts';
import { requireAllowedCommands } from './require-allowed-commands.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';

/**
 * Runs a scenario as often as it or the options say and returns its runs in order. An interruption ends it after the run under way.
 * @throws FaultlineError ERR_USAGE when it runs programs that are not allowed, ERR_OUTPUT when results cannot be written at all
 */
export async function repeatScenario(
  written: Scenario,
  source: { readonly file: string; readonly sha256: string },
  options: RunOptions,
): Promise<readonly ScenarioRun[]> {
  requireAllowedCommands(new Map([[source.file, written]]), options.allowCommands === true);
  const scenario = {
    ...written,
    repeat: options.repeat ?? written.repeat,
    blastRadius: options.blastRadius === undefined ? written.blastRadius : stricter(written.blastRadius, options.blastRadius),
  };
  const seed = options.seed ?? scenario.seed ?? drawSeed();
  const runs: ScenarioRun[] = [];
  for (let repetition = 1; repetition <= scenario.repeat && options.signal?.aborted !== true; repetition += 1) {
    runs.push(await executePlan(planScenario(scenario, seed, repetition), source, options));
  }
  return runs;
}
