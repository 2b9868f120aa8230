import { enginePaths } from './engine-paths.ts';
import { privateEngineState } from './private-engine-state.ts';

/** Returns how to reach the private engine of that name, or undefined when none answers. */
export async function findPrivateEngine(name: string): Promise<{ readonly endpoint: string; readonly hostAddress: string } | undefined> {
  const state = await privateEngineState(enginePaths(name));
  return state?.status === 'running' ? { endpoint: state.endpoint, hostAddress: state.hostAddress } : undefined;
}
