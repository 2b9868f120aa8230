import { readdir, rmdir, writeFile } from 'node:fs/promises';
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

/** Lets the processes of a private engine that are frozen go on: nothing else can end them (cgroup v1), and its paused containers are. */
export async function thawEngineCgroups(paths: EnginePaths): Promise<void> {
  for (const cgroup of await engineCgroups(paths)) await thawTree(cgroup);
}

/** From the outside in: what is in a frozen cgroup stays frozen. Each file is that of one version of cgroups, and of no other controller. */
async function thawTree(cgroup: string): Promise<void> {
  await writeFile(join(cgroup, 'freezer.state'), 'THAWED', { flag: 'r+' }).catch(() => undefined);
  await writeFile(join(cgroup, 'cgroup.freeze'), '0', { flag: 'r+' }).catch(() => undefined);
  for (const child of await directories(cgroup)) await thawTree(join(cgroup, child));
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
