import { open, stat, type FileHandle } from 'node:fs/promises';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { EventMemory } from './event-memory.ts';
import type { HistoryEntry, HistoryEvent } from './history-event.ts';

/** The part of a clock that dates events. */
export interface JournalClock {
  now(): number;
  wall(): string;
}

export interface JournalOptions {
  /** Called once, with the first error of writing. The journal goes on in memory. */
  readonly onError?: (error: FaultlineError) => void;
}

/** Microseconds are enough, and shorter lines are easier to read. */
const toMicroseconds = (ms: number) => Math.round(ms * 1000) / 1000;

/** The one writer of a history: numbers and dates events at once, writes them in order in the background, and keeps what analysis needs in memory. */
export class Journal {
  readonly path: string;
  readonly #clock: JournalClock;
  readonly #file: FileHandle;
  readonly #inode: bigint;
  readonly #onError: ((error: FaultlineError) => void) | undefined;
  readonly #memory = new EventMemory();
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;
  #error: FaultlineError | undefined;
  #closed: Promise<FaultlineError | undefined> | undefined;

  private constructor(path: string, clock: JournalClock, file: FileHandle, inode: bigint, options: JournalOptions) {
    this.path = path;
    this.#clock = clock;
    this.#file = file;
    this.#inode = inode;
    this.#onError = options.onError;
  }

  /** Returns a journal on a new or empty file. @throws ERR_OUTPUT when it cannot be opened or already holds a history. */
  static async open(path: string, clock: JournalClock, options: JournalOptions = {}): Promise<Journal> {
    const file = await open(path, 'a').catch((cause: unknown) => {
      throw new FaultlineError('ERR_OUTPUT', `The history cannot be written to ${path}: ${describeError(cause)}`, {
        hint: 'Choose another directory with --out, or make this one writable.',
        cause,
      });
    });
    const { size, ino } = await file.stat({ bigint: true });
    if (size > 0n) {
      await file.close();
      throw new FaultlineError('ERR_OUTPUT', `${path} already holds a history, which is never overwritten.`, {
        hint: 'Choose another directory with --out, or move the file away.',
      });
    }
    return new Journal(path, clock, file, ino, options);
  }

  /** Everything appended so far, oldest first, whether or not it could be written. Of a long run the older requests are merged: see EventMemory. */
  get events(): readonly HistoryEvent[] {
    return this.#memory.events;
  }

  /** The first error of writing, if any. */
  get error(): FaultlineError | undefined {
    return this.#error;
  }

  /** Returns the entry numbered and dated; `t` never decreases. @throws ERR_OUTPUT after close(). */
  append(entry: HistoryEntry): HistoryEvent {
    if (this.#closed) throw new FaultlineError('ERR_OUTPUT', `A "${entry.type}" event came after the history was closed.`);
    const previous = this.#memory.last;
    const t = Math.max(previous?.t ?? 0, toMicroseconds(this.#clock.now()));
    const event: HistoryEvent = Object.assign({ seq: (previous?.seq ?? 0) + 1, t, wall: this.#clock.wall(), type: entry.type }, entry);
    this.#memory.add(event);
    if (!this.#error) {
      this.#waiting.push(`${JSON.stringify(event)}\n`);
      this.#writing ??= this.#writeWaiting();
    }
    return event;
  }

  /** Resolves when everything appended so far has been handed to the operating system, or cannot be. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /** Writes what is left and closes the file. Returns the error of writing, if there was one; may be called again. */
  close(): Promise<FaultlineError | undefined> {
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  async #finish(): Promise<FaultlineError | undefined> {
    await this.flush();
    await this.#file.close().catch((error: unknown) => this.#keep(error));
    // Writing to a file whose directory was removed succeeds, but nobody will ever read it.
    const onDisk = await stat(this.path, { bigint: true }).catch(() => undefined);
    if (onDisk?.ino !== this.#inode) this.#keep(new Error('the file was removed or replaced while the run was writing to it'));
    return this.#error;
  }

  async #writeWaiting(): Promise<void> {
    // One turn later, so that what is appended together is written together.
    await Promise.resolve();
    try {
      while (this.#waiting.length > 0) {
        const lines = this.#waiting;
        this.#waiting = [];
        await this.#file.appendFile(lines.join(''));
      }
    } catch (error) {
      this.#waiting = [];
      this.#keep(error);
    } finally {
      this.#writing = undefined;
    }
  }

  #keep(cause: unknown): void {
    if (this.#error) return;
    this.#error = new FaultlineError('ERR_OUTPUT', `The history could not be written to ${this.path}: ${describeError(cause)}`, {
      hint: 'The run was judged from memory. Free space, or choose another directory with --out, and run again to keep its history.',
      cause,
    });
    this.#onError?.(this.#error);
  }
}
