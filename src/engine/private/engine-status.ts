import { readdir } from 'node:fs/promises';
import { enginePaths, enginesDirectory } from './engine-paths.ts';
import { privateEngineState, type PrivateEngineState, type StaleEngineState } from './private-engine-state.ts';

/** Returns every private engine of this state directory, ordered by name. Changes nothing. */
export async function engineStatus(): Promise<readonly (PrivateEngineState | StaleEngineState)[]> {
  const names = await readdir(enginesDirectory()).catch(() => []);
  const states = await Promise.all(names.toSorted().map((name) => privateEngineState(enginePaths(name))));
  return states.filter((state) => state !== undefined);
}
