import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError } from '../../errors/describe-error.ts';
import { isAlive } from '../process-identity.ts';
import { OWNER_FILE, RUNS_DIRECTORY, UNDO_FILE } from '../undo-log.ts';
import { runOwner, undoLine, type RunOwner, type UndoRecord } from '../undo-record.ts';

/** A run that has a directory in the state directory. */
export interface StoredRun {
  readonly id: string;
  readonly directory: string;
  readonly alive: boolean;
  readonly owner: RunOwner;
  /** Changes that have not been undone, newest first. */
  readonly pending: readonly UndoRecord[];
}

/** A directory that cannot be understood, which is left alone. */
export interface DamagedRun {
  readonly id: string;
  readonly directory: string;
  readonly damage: string;
}

/** Returns every run in the state directory, by id; none when there is no such directory. */
export async function readStoredRuns(stateDir: string): Promise<readonly (StoredRun | DamagedRun)[]> {
  const runs = join(stateDir, RUNS_DIRECTORY);
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  const ids = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  return Promise.all(ids.sort().map((id) => readRun(id, join(runs, id))));
}

async function readRun(id: string, directory: string): Promise<StoredRun | DamagedRun> {
  try {
    const owner = runOwner.parse(JSON.parse(await readFile(join(directory, OWNER_FILE), 'utf8')));
    const pending = readPending(await readFile(join(directory, UNDO_FILE), 'utf8'));
    return { id, directory, owner, pending, alive: await isAlive(owner) };
  } catch (error) {
    return { id, directory, damage: describeError(error) };
  }
}

/**
 * Returns the records that no later line calls done, newest first.
 * What follows the last line break was cut off by a crash: its change was never made, because the change waits for the whole line.
 */
export function readPending(text: string): UndoRecord[] {
  const pending = new Map<string, UndoRecord>();
  for (const line of text.split('\n').slice(0, -1)) {
    const entry = undoLine.parse(JSON.parse(line));
    if ('done' in entry) pending.delete(entry.done);
    else pending.set(entry.id, entry);
  }
  return [...pending.values()].reverse();
}
