import { lstat, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Points `latest` beside a run's directory at it, in one step, so that readers never find it missing. What is no link there is somebody's own, and stays. */
export async function linkLatest(directory: string): Promise<void> {
  const link = join(dirname(directory), 'latest');
  const there = await lstat(link).catch(() => undefined);
  if (there?.isSymbolicLink() === false) return;
  const fresh = `${link}-${basename(directory)}`;
  await symlink(basename(directory), fresh);
  try {
    await rename(fresh, link);
  } catch {
    await rm(fresh, { force: true });
  }
}
