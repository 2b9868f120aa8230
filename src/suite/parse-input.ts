import { createHash } from 'node:crypto';
import { FaultlineError } from '../errors/faultline-error.ts';
import { parseScenarioObject } from '../scenario/parse-scenario.ts';
import { formatProblem } from '../scenario/problem/format-problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ScenarioInput } from './define-scenario.ts';
import { registries, type Registries } from './registries.ts';

/** Returns the scenario that an object writes. @throws FaultlineError ERR_SCENARIO_INVALID with every problem */
export function parseInput(
  written: ScenarioInput,
  baseDir: string = process.cwd(),
  definitions: Registries = registries,
): { readonly scenario: Scenario; readonly sha256: string } {
  const sha256 = createHash('sha256').update(JSON.stringify(written)).digest('hex');
  const { scenario, problems } = parseScenarioObject(written, { file: written.name, definitions, baseDir, sha256 });
  if (scenario !== undefined) return { scenario, sha256 };
  throw new FaultlineError('ERR_SCENARIO_INVALID', problems.map(formatProblem).join('\n\n'), {
    hint: 'The words are those of a scenario file: docs/scenarios.md.',
  });
}
