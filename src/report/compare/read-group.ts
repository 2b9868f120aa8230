import { FaultlineError } from '../../errors/faultline-error.ts';
import { readPlan } from '../../history/read-plan.ts';
import { findHistories } from '../find-histories.ts';
import { readResult } from '../read-result.ts';
import { visible } from '../visible.ts';
import type { RunGroup } from './compare-runs.ts';

/**
 * Returns the runs of one scenario that a path names: one, or a directory of repeats.
 * @throws FaultlineError ERR_USAGE when there is none, or when they are of several scenarios
 */
export async function readGroup(path: string, scenario?: string): Promise<RunGroup> {
  const runs: RunGroup['runs'][number][] = [];
  for (const history of await findHistories(path)) {
    const result = await readResult(history);
    if (scenario === undefined || result.scenario.name === scenario) runs.push({ result, plan: await readPlan(history) });
  }
  const names = [...new Set(runs.map(({ result }) => result.scenario.name))];
  if (names.length > 1) {
    throw new FaultlineError('ERR_USAGE', `${path} has runs of ${names.length} scenarios: ${names.slice(0, 5).map(visible).join(' · ')}.`, {
      hint: 'Choose one with --scenario NAME, or name the directories of single runs.',
    });
  }
  if (runs.length === 0) {
    throw new FaultlineError('ERR_USAGE', `${path} has no run of the scenario "${visible(scenario ?? '')}".`, {
      hint: 'Write its name as the runs have it.',
    });
  }
  return { label: path, runs };
}
