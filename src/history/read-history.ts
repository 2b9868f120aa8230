import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';
import { checkBucket } from './check-bucket.ts';
import { EventMemory } from './event-memory.ts';
import { eventSchemas } from './event-schemas.ts';
import type { HistoryEvent } from './history-event.ts';
import type { LoadBucketEvent } from './load-bucket.ts';
import { openToRead, readLines } from './read-lines.ts';
import { ms, wallTime } from './schemas/times.ts';

const frame = z.object({ seq: z.int().positive(), t: ms, wall: wallTime, type: z.string() });

const schemas: ReadonlyMap<string, z.ZodType<Unnumbered>> = new Map(Object.entries(eventSchemas));
type Unnumbered = z.output<(typeof eventSchemas)[keyof typeof eventSchemas]>;

/**
 * Returns the events of a history file, each line checked. Of a long run the older requests are merged as they are read: see EventMemory.
 * A last line that was cut off (the writer was killed) and types of a newer faultline are left out; a `warning` event in their place says so.
 * @throws ERR_HISTORY_INVALID with file:line for a damaged line, a missing line, or a file that is not a history.
 */
export async function readHistory(path: string): Promise<readonly HistoryEvent[]> {
  const reader = new HistoryReader(path);
  const file = await openToRead(path);
  try {
    for await (const line of readLines(file, path)) reader.read(line);
    return reader.finish(await endsWithNewline(file));
  } catch (error) {
    if (error instanceof FaultlineError) throw error;
    throw new FaultlineError('ERR_HISTORY_INVALID', `${path} cannot be read: ${describeError(error)}`, { cause: error });
  } finally {
    await file.close();
  }
}

async function endsWithNewline(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 0x0a;
}

class HistoryReader {
  readonly #path: string;
  readonly #memory = new EventMemory();
  readonly #unknownTypes = new Set<string>();
  /** The line before is read when the next one is there: only the last line of a file may be cut off. */
  #held: string | undefined;
  #line = 0;
  #seq = 0;

  constructor(path: string) {
    this.#path = path;
  }

  read(line: string): void {
    if (this.#held !== undefined) this.#take(this.#held);
    this.#held = line;
  }

  finish(complete: boolean): readonly HistoryEvent[] {
    if (this.#held !== undefined) {
      if (complete || parses(this.#held)) this.#take(this.#held);
      else this.#warn('history-cut', `The last line (${this.#line + 1}) is cut off: the writer was killed or the disk was full.`);
    }
    if (this.#memory.events[0]?.type !== 'run-started') {
      throw this.#damaged('it does not begin with a run-started event', 'Is this the history.ndjson of a run?', 1);
    }
    return this.#memory.events;
  }

  #take(line: string): void {
    this.#line += 1;
    const value = this.#json(line);
    const head = frame.safeParse(value);
    if (!head.success) throw this.#damaged(describeIssues(head.error));
    const { seq, t, wall, type } = head.data;
    if (seq !== this.#seq + 1) throw this.#damaged(`event ${seq} follows event ${this.#seq}`, 'A line is missing, double or out of order.');
    if (t < (this.#memory.last?.t ?? 0)) throw this.#damaged(`time runs backwards at event ${seq}`);
    this.#seq = seq;
    const schema = schemas.get(type);
    if (schema === undefined) {
      this.#skip(type, { seq, t, wall });
      return;
    }
    const entry = schema.safeParse(value);
    if (!entry.success) throw this.#damaged(`"${type}" event: ${describeIssues(entry.error)}`);
    if (entry.data.type === 'load-bucket') this.#checkRequests(entry.data);
    this.#memory.add(Object.assign({ seq, t, wall, type: entry.data.type }, entry.data));
  }

  #checkRequests(bucket: LoadBucketEvent): void {
    let wrong: string | undefined;
    try {
      wrong = checkBucket(bucket);
    } catch (error) {
      wrong = describeError(error);
    }
    if (wrong !== undefined) throw this.#damaged(`"load-bucket" event: ${wrong}`);
  }

  #json(line: string): unknown {
    try {
      return JSON.parse(line);
    } catch (error) {
      throw this.#damaged(describeError(error));
    }
  }

  #skip(type: string, at: { readonly seq: number; readonly t: number; readonly wall: string }): void {
    if (this.#unknownTypes.has(type)) return;
    this.#unknownTypes.add(type);
    const message = `Events of the type "${type}" are skipped: this version of faultline does not know them.`;
    this.#memory.add({ ...at, type: 'warning', code: 'unknown-event', message });
  }

  #warn(code: string, message: string): void {
    const { last } = this.#memory;
    this.#memory.add({ seq: this.#seq + 1, t: last?.t ?? 0, wall: last?.wall ?? '', type: 'warning', code, message });
  }

  #damaged(what: string, hint?: string, line = this.#line): FaultlineError {
    return new FaultlineError('ERR_HISTORY_INVALID', `${this.#path}:${line}: ${shortened(what)}`, {
      hint: hint ?? 'The line was changed or damaged after the run, or written by an incompatible version of faultline.',
    });
  }
}

/** Names of fields and pieces of the line can be of any length. */
const MOST_WORDS = 400;

function shortened(text: string): string {
  return text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS)}…` : text;
}

function parses(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? wordsOf(message) : `${path.join('.')}: ${wordsOf(message)}`))
    .join('; ');
}

function wordsOf(message: string): string {
  return message
    .replace(/^Invalid input: /, '')
    .replace(/^expected (.+), received undefined$/, 'it is missing, and should be of the type $1');
}
