import { stateDirectory } from '../engine/private/engine-paths.ts';

/** Returns the directory in which faultline keeps what has to survive its own death: undo logs of runs, beside its private engines. */
export function stateDir(env: NodeJS.ProcessEnv = process.env): string {
  return stateDirectory(env);
}
