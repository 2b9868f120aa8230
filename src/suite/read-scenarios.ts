import { FaultlineError } from '../errors/faultline-error.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import { registries } from './registries.ts';

/**
 * Reads every file, so that a broken one is known before the first fault.
 * @throws FaultlineError ERR_SCENARIO_INVALID with every problem of every file
 */
export async function readScenarios(files: readonly string[]): Promise<void> {
  const results = await Promise.allSettled(files.map(async (file) => readScenario(file, registries)));
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  const [first] = errors;
  if (first === undefined) return;
  if (errors.length === 1 || !errors.every((error) => error instanceof FaultlineError)) throw first;
  throw new FaultlineError('ERR_SCENARIO_INVALID', errors.map(({ message }) => message).join('\n\n'), {
    hint: 'Nothing was run. `faultline validate` shows the same list.',
  });
}
