import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { describeError } from '../errors/describe-error.ts';
import { FaultlineError } from '../errors/faultline-error.ts';

/** Far more than any event takes: what is longer is no history, and would fill the memory before that shows. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Returns an open file to read from, at once also where a pipe has no writer yet.
 * @throws ERR_HISTORY_INVALID when there is none, or when it is no file
 */
export async function openToRead(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    throw invalid(`${path} cannot be read: ${describeError(cause)}`, cause);
  });
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw invalid(`${path} is no file.`);
}

/**
 * Yields the lines of a file without their ends. Only a line feed ends one: the text of an event may hold any other separator.
 * @throws ERR_HISTORY_INVALID with file:line for a line without end, and for one that cannot be read
 */
export async function* readLines(file: FileHandle, path: string): AsyncGenerator<string> {
  let line = 1;
  let begun = '';
  try {
    for await (const chunk of file.createReadStream({ encoding: 'utf8', autoClose: false, start: 0 })) {
      const [first = '', ...more] = String(chunk).split('\n');
      begun += first;
      for (const next of more) {
        yield begun;
        begun = next;
        line += 1;
      }
      if (begun.length > LONGEST) throw invalid(`${path}:${line}: the line is longer than ${LONGEST / 1024 / 1024} MiB`);
    }
  } catch (cause) {
    throw cause instanceof FaultlineError ? cause : invalid(`${path}:${line}: it cannot be read: ${describeError(cause)}`, cause);
  }
  if (begun !== '') yield begun;
}

function invalid(message: string, cause?: unknown): FaultlineError {
  return new FaultlineError('ERR_HISTORY_INVALID', message, {
    hint: 'Name the history.ndjson of a run, such as reports/latest/history.ndjson.',
    cause,
  });
}
