import { readFile, rm, rmdir } from 'node:fs/promises';
import { readStoredRuns } from '../cleanup/stored-run.ts';
import { readReaperLogs, reapersDirectory, type ReaperLog } from './reaper-log.ts';

/**
 * Returns what a person should know at a start about harnesses that died, a line each: what their reapers did, which is told once, and which runs are
 * still to be cleaned up, because the reaper died, too, or could not do it.
 */
export async function tellLeftovers(stateDir: string): Promise<string[]> {
  const logs = await readReaperLogs(stateDir);
  const told = await take(logs.filter(({ alive, complete }) => complete || !alive));
  await rmdir(reapersDirectory(stateDir)).catch(() => undefined);
  const beingReaped = new Set(logs.filter(({ alive, complete }) => alive && !complete).map(({ harnessPid }) => harnessPid));
  const dead = (await readStoredRuns(stateDir)).filter((run) => 'damage' in run || !(run.alive || beingReaped.has(run.owner.pid)));
  if (dead.length === 0) return told;
  const runs = dead.length === 1 ? 'a run has' : `${dead.length} runs have`;
  const ids = dead.map(({ id }) => id).join(', ');
  return [
    ...told,
    `${runs} died and left something behind (${ids}); to undo and remove it: faultline cleanup (first with --dry-run to see it)`,
  ];
}

async function take(logs: readonly ReaperLog[]): Promise<string[]> {
  const texts = await Promise.all(
    logs.map(async ({ path }) => {
      const text = await readFile(path, 'utf8').catch(() => '');
      await rm(path, { force: true });
      return text;
    }),
  );
  return texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
}
