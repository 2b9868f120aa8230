import { readdirSync, readFileSync } from 'node:fs';
import type { EnginePaths } from './engine-paths.ts';
import { processStat, type ProcessStat } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

/** In the environment of the holder and of dockerd, and so of everything they start: what belongs to an engine is found by it. */
export const MARK = 'FAULTLINE_PRIVATE_ENGINE';

const GONE_WITHIN_MS = 20_000;

/** Returns every process of a private engine: those that carry its mark, those in its cgroup (its containers'), and their descendants. */
export function engineProcesses(paths: EnginePaths): readonly ProcessStat[] {
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => processStat(Number(entry)))
    .filter((stat) => stat !== undefined);
  const ours = new Set(all.filter((stat) => belongs(stat.pid, paths)).map((stat) => stat.pid));
  for (let before = -1; ours.size > before;) {
    before = ours.size;
    for (const stat of all) if (ours.has(stat.parent)) ours.add(stat.pid);
  }
  ours.delete(process.pid);
  return all.filter((stat) => ours.has(stat.pid));
}

/** Kills what is left of an engine until nothing is; returns the processes that would not die. */
export async function killEngineProcesses(paths: EnginePaths): Promise<readonly ProcessStat[]> {
  // What was just born is not in the list that is being killed, so look again until there is nothing.
  const gone = await waitUntil(() => {
    const left = engineProcesses(paths);
    for (const { pid } of left) signalProcess(pid, 'SIGKILL');
    return left.length === 0;
  }, GONE_WITHIN_MS);
  return gone ? [] : engineProcesses(paths);
}

/** Sends a signal; returns false when the process has ended already. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

function belongs(pid: number, paths: EnginePaths): boolean {
  if (`\0${read(`/proc/${pid}/environ`)}`.includes(`\0${MARK}=${paths.directory}\0`)) return true;
  return read(`/proc/${pid}/cgroup`)
    .split('\n')
    .some((line) => line.endsWith(`:/${paths.id}`) || line.includes(`:/${paths.id}/`));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
