import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';

/** Returns a new directory that goes with this process: removed when it ends, or by its reaper. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), prefixOf(await identifyProcess(process.pid))));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Removes the temporary directories of a process that has died. */
export async function removeTemporary(owner: ProcessIdentity): Promise<void> {
  const names = (await readdir(tmpdir()).catch(() => [])).filter((name) => name.startsWith(prefixOf(owner)));
  for (const name of names) await rm(join(tmpdir(), name), { recursive: true, force: true });
}

function prefixOf({ pid, startTime }: ProcessIdentity): string {
  return `faultline-measure-${pid}-${startTime}-`;
}
