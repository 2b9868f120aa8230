import { FaultlineError } from '../errors/faultline-error.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Registries } from './registries.ts';

/**
 * Reads every file, so that a broken one is known before the first fault, and returns the scenarios by their files.
 * @throws FaultlineError ERR_SCENARIO_INVALID with every problem of every file
 */
export async function readScenarios(files: readonly string[], registries: Registries): Promise<ReadonlyMap<string, Scenario>> {
  const read = files.map(async (file) => [file, (await readScenario(file, registries)).scenario] as const);
  const results = await Promise.allSettled(read);
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  const [first] = errors;
  if (first === undefined) return new Map(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
  if (errors.length === 1 || !errors.every((error) => error instanceof FaultlineError)) throw first;
  throw new FaultlineError('ERR_SCENARIO_INVALID', errors.map(({ message }) => message).join('\n\n'), {
    hint: 'Nothing was run. `faultline validate` shows the same list.',
  });
}
