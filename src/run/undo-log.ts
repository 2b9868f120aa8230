import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { appendWhole } from './append-whole.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';
import type { RunOwner, UndoRecord } from './undo-record.ts';

export const RUNS_DIRECTORY = 'runs';
export const OWNER_FILE = 'run.json';
export const UNDO_FILE = 'undo.ndjson';

/**
 * What a run has changed and still has to undo, on disk before each change, so that `faultline cleanup` can undo it after the run's own
 * process has died. It lives in `<state directory>/runs/<run id>`: run.json says whose it is, undo.ndjson is only ever appended to.
 */
export class UndoLog {
  readonly directory: string;
  readonly #file: FileHandle;
  readonly #pending = new Map<string, UndoRecord>();
  #lastId = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(directory: string, file: FileHandle) {
    this.directory = directory;
    this.#file = file;
  }

  /**
   * Creates the log of a run that this process (or `pid`) owns.
   * @throws FaultlineError ERR_OUTPUT when the state directory cannot be written.
   */
  static async open(stateDir: string, run: Pick<RunOwner, 'id' | 'engine'> & { readonly pid?: number }): Promise<UndoLog> {
    if (basename(run.id) !== run.id || run.id.startsWith('.')) throw new RangeError(`${run.id} cannot name a directory`);
    const owner: RunOwner = { id: run.id, engine: run.engine, ...(await identifyProcess(run.pid ?? process.pid)) };
    try {
      const directory = await createDirectory(stateDir, owner);
      return new UndoLog(directory, await open(join(directory, UNDO_FILE), 'a', 0o600));
    } catch (error) {
      throw cannotBeWritten(stateDir, error);
    }
  }

  /**
   * Resolves with the record's id once it is on disk; only then may the change be made.
   * @throws FaultlineError ERR_OUTPUT when it cannot be written: then the change must not be made.
   */
  async record(change: Omit<UndoRecord, 'id'>): Promise<string> {
    const record: UndoRecord = { id: String(++this.#lastId), ...change };
    try {
      await this.#append(record);
    } catch (error) {
      throw cannotBeWritten(this.directory, error);
    }
    this.#pending.set(record.id, record);
    return record.id;
  }

  /**
   * Resolves once it is on disk that the change has been undone, or cannot be written there: should this process die before the log is removed, it
   * is undone once more, which is harmless.
   */
  async done(id: string): Promise<void> {
    this.#pending.delete(id);
    await this.#append({ done: id }).catch(() => undefined);
  }

  /** Returns what has not been undone, newest first. */
  pending(): readonly UndoRecord[] {
    return [...this.#pending.values()].reverse();
  }

  /** Closes the file. `remove`: nothing of the run is left on the engine; then the directory goes too, unless an undo is still owed. */
  async close({ remove = false }: { readonly remove?: boolean } = {}): Promise<void> {
    await this.#writing;
    await this.#file.close();
    if (remove && this.#pending.size === 0) await rm(this.directory, { recursive: true, force: true });
  }

  /** One line at a time: several targets of a step are recorded at once. */
  async #append(line: object): Promise<void> {
    const written = this.#writing.then(async () => appendWhole(this.#file, line));
    this.#writing = written.catch(() => undefined);
    await written;
  }
}

/** It gets its name when it is complete: a cleanup that looks meanwhile never sees a run without an owner. */
async function createDirectory(stateDir: string, owner: RunOwner): Promise<string> {
  const runs = join(stateDir, RUNS_DIRECTORY);
  const unfinished = join(runs, `${unfinishedPrefix(owner)}${owner.id}`);
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    await writeDurably(join(unfinished, OWNER_FILE), `${JSON.stringify(owner, null, 2)}\n`);
    await writeDurably(join(unfinished, UNDO_FILE), '');
    await syncDirectory(unfinished);
    await rename(unfinished, join(runs, owner.id));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  for (const path of [runs, stateDir]) await syncDirectory(path);
  return join(runs, owner.id);
}

/** Removes what a process had begun to make when it died: no run has it, so there is nothing to undo. */
export async function removeUnfinished(stateDir: string, owner: ProcessIdentity): Promise<void> {
  const runs = join(stateDir, RUNS_DIRECTORY);
  const names = (await readdir(runs).catch(() => [])).filter((name) => name.startsWith(unfinishedPrefix(owner)));
  for (const name of names) await rm(join(runs, name), { recursive: true, force: true });
}

function unfinishedPrefix({ pid, startTime }: ProcessIdentity): string {
  return `.${pid}-${startTime}-`;
}

function cannotBeWritten(directory: string, error: unknown): FaultlineError {
  return new FaultlineError(
    'ERR_OUTPUT',
    `The undo log cannot be written below ${directory}, so nothing was changed: ${describeError(error)}`,
    {
      hint: 'Free some space there, or set FAULTLINE_STATE_DIR to a directory that can be written.',
      cause: error,
    },
  );
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** A new file is only there after a power failure when its directory has been synced, too (fsync(2)). */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
