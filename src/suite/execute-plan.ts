import { runPlan } from '../run/run-plan.ts';
import type { Plan } from '../scenario/plan.ts';
import { openRun, type RunSource } from './open-run.ts';
import type { RunOptions, ScenarioRun } from './scenario-run.ts';

const DEFAULT_OUT = 'reports';

/** Runs a plan once, judges its history and writes the reports. */
export async function executePlan(plan: Plan, source: RunSource, options: RunOptions): Promise<ScenarioRun> {
  const run = await openRun(plan, source, { ...options, out: options.out ?? DEFAULT_OUT });
  return run.finish(await runPlan(run.request));
}
