import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePaths } from './engine-paths.ts';

const ROOT = '/sys/fs/cgroup';

/** Returns the cgroups of a private engine that exist: one per controller with cgroup v1, one with v2. */
export async function engineCgroups(paths: EnginePaths): Promise<readonly string[]> {
  const controllers = await directories(ROOT);
  const parents = [ROOT, ...controllers.map((controller) => join(ROOT, controller))];
  const found = await Promise.all(
    parents.map(async (parent) => ((await directories(parent)).includes(paths.id) ? [join(parent, paths.id)] : [])),
  );
  return found.flat();
}

/** Removes the cgroups of a private engine, innermost first; those with processes in them stay. */
export async function removeEngineCgroups(paths: EnginePaths): Promise<void> {
  for (const cgroup of await engineCgroups(paths)) await removeTree(cgroup);
}

async function removeTree(cgroup: string): Promise<void> {
  for (const child of await directories(cgroup)) await removeTree(join(cgroup, child));
  // The files of a cgroup cannot be removed, only the directory: rmdir, never rm.
  await rmdir(cgroup).catch(() => undefined);
}

async function directories(parent: string): Promise<readonly string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
