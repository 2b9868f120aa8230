import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { identifyProcess } from './process-identity.ts';
import type { RunOwner, UndoRecord } from './undo-record.ts';

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

  /** Creates the log of a run that this process (or `pid`) owns. Throws what the file system throws when it cannot be written. */
  static async open(stateDir: string, run: Pick<RunOwner, 'id' | 'engine'> & { readonly pid?: number }): Promise<UndoLog> {
    const directory = join(stateDir, 'runs', run.id);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const owner: RunOwner = { id: run.id, engine: run.engine, ...(await identifyProcess(run.pid ?? process.pid)) };
    await writeDurably(join(directory, 'run.json'), `${JSON.stringify(owner, null, 2)}\n`);
    const file = await open(join(directory, 'undo.ndjson'), 'a', 0o600);
    for (const path of [directory, dirname(directory), stateDir]) await syncDirectory(path);
    return new UndoLog(directory, file);
  }

  /** Resolves with the record's id once it is on disk; only then may the change be made. */
  async record(change: Omit<UndoRecord, 'id'>): Promise<string> {
    const record: UndoRecord = { id: String(++this.#lastId), ...change };
    await this.#append(record);
    this.#pending.set(record.id, record);
    return record.id;
  }

  /** Resolves once it is on disk that the change has been undone. */
  async done(id: string): Promise<void> {
    await this.#append({ done: id });
    this.#pending.delete(id);
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
    const written = this.#writing.then(async () => {
      await this.#file.appendFile(`${JSON.stringify(line)}\n`);
      await this.#file.datasync();
    });
    this.#writing = written.catch(() => undefined);
    await written;
  }
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
