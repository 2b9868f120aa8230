import { FaultlineError } from '../../errors/faultline-error.ts';
import { dismantleEngine } from './dismantle-engine.ts';
import { withEngineLock } from './engine-lock.ts';
import { enginePaths } from './engine-paths.ts';
import { privateEngineState } from './private-engine-state.ts';

/**
 * Returns true when a private engine of that name, running or stale, was taken down with everything on it; false when there is none.
 * @throws ERR_UNDO_FAILED with what could not be removed
 */
export async function engineDown(name: string, onProgress: (line: string) => void = () => undefined): Promise<boolean> {
  const paths = enginePaths(name);
  if ((await privateEngineState(paths)) === undefined) return false;
  if (process.geteuid?.() !== 0) {
    throw new FaultlineError('ERR_CAPABILITY_MISSING', 'only root may take a private engine down', {
      hint: `Run 'faultline engine down --name ${name}' as root (sudo).`,
    });
  }
  return withEngineLock(
    paths.id,
    async () => {
      const state = await privateEngineState(paths);
      if (state === undefined) return false;
      if (state.status === 'stale') onProgress(`private engine ${name} is stale, ${state.reason}: removing what is left of it`);
      await dismantleEngine(paths);
      return true;
    },
    () => onProgress('waiting for another faultline that brings this engine up or down'),
  );
}
