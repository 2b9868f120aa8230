import { rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { stopDaemon } from './docker-daemon.ts';
import { emptyEngine } from './empty-engine.ts';
import { engineCgroups, removeEngineCgroups, thawEngineCgroups } from './engine-cgroups.ts';
import { engineMounts, unmountEngine } from './engine-mounts.ts';
import type { EnginePaths } from './engine-paths.ts';
import { engineProcesses, killEngineProcesses } from './engine-processes.ts';
import { deleteLink, linkExists } from './network-link.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Removes everything of a private engine, whatever state it is in: what is not there is passed over.
 * @throws ERR_UNDO_FAILED with what is still there
 */
export async function dismantleEngine(paths: EnginePaths): Promise<void> {
  await emptyEngine(paths);
  await stopDaemon(paths);
  await thawEngineCgroups(paths);
  await killEngineProcesses(paths);
  await deleteLink(paths);
  await unmountEngine(paths);
  await waitUntil(async () => {
    await removeEngineCgroups(paths);
    return (await engineCgroups(paths)).length === 0;
  }, 5000);
  // What is still mounted is not ours to delete the contents of.
  if ((await engineMounts(paths)).length === 0) await rm(paths.directory, { recursive: true, force: true });
  await removeEmptyParents(paths);
  await requireNothingLeft(paths);
}

async function removeEmptyParents(paths: EnginePaths): Promise<void> {
  const engines = dirname(paths.directory);
  // Not empty means that there is another engine, or something that is not ours.
  for (const directory of [engines, dirname(engines)]) await rmdir(directory).catch(() => undefined);
}

async function requireNothingLeft(paths: EnginePaths): Promise<void> {
  const left = [
    ...engineProcesses(paths).map(({ pid, command }) => `process ${pid} (${command})`),
    ...(await engineMounts(paths)).map((point) => `mount ${point}`),
    ...(await engineCgroups(paths)).map((cgroup) => `cgroup ${cgroup}`),
    ...((await linkExists(paths)) ? [`link ${paths.id}`] : []),
  ];
  if (left.length === 0) return;
  throw new FaultlineError('ERR_UNDO_FAILED', `private engine ${paths.name}: still there: ${left.join(', ')}`, {
    hint: `Run 'faultline engine down --name ${paths.name}' again.`,
  });
}
