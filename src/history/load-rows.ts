import { endianness } from 'node:os';
import { FaultlineError } from '../errors/faultline-error.ts';
import { requestClasses, type LoadRows } from './load-bucket.ts';

/** A bucket's requests as columns of equal length, in order of due time. See LoadRows for the meaning of each. */
export interface RequestRows {
  readonly n: number;
  readonly dueUs: Uint32Array;
  readonly slipUs: Uint32Array;
  readonly latencyUs: Uint32Array;
  readonly class: Uint8Array;
  readonly version: Uint8Array;
  readonly versionNames: readonly string[];
}

/** In the `slipUs` column: the request was never sent. */
export const NEVER_SENT_US = 0xffff_ffff;

const WORD_BYTES = 4;

/** Returns the rows in the form that stands in a history. Columns longer than `n` are cut. */
export function encodeLoadRows(rows: RequestRows): LoadRows {
  return {
    n: rows.n,
    dueUs: encodeWords(rows.dueUs, rows.n),
    slipUs: encodeWords(rows.slipUs, rows.n),
    latencyUs: encodeWords(rows.latencyUs, rows.n),
    class: Buffer.from(rows.class.subarray(0, rows.n)).toString('base64'),
    version: Buffer.from(rows.version.subarray(0, rows.n)).toString('base64'),
    versionNames: [...rows.versionNames],
  };
}

/**
 * Returns the columns of a history's rows.
 * @throws ERR_HISTORY_INVALID when a column is not base64, has the wrong length, or names a class or version that does not exist.
 */
export function decodeLoadRows(rows: LoadRows): RequestRows {
  const { n } = rows;
  if (!Number.isSafeInteger(n) || n < 0) throw damaged(`n is ${n}`);
  return {
    n,
    dueUs: decodeWords('dueUs', rows.dueUs, n),
    slipUs: decodeWords('slipUs', rows.slipUs, n),
    latencyUs: decodeWords('latencyUs', rows.latencyUs, n),
    class: decodeIndices('class', rows.class, n, requestClasses.length - 1),
    version: decodeIndices('version', rows.version, n, rows.versionNames.length),
    versionNames: [...rows.versionNames],
  };
}

const bigEndian = endianness() === 'BE';

function encodeWords(column: Uint32Array, n: number): string {
  const bytes = Buffer.from(column.buffer, column.byteOffset, n * WORD_BYTES);
  return (bigEndian ? Buffer.from(bytes).swap32() : bytes).toString('base64');
}

function decodeWords(name: string, text: string, n: number): Uint32Array {
  const bytes = decodeBytes(name, text, n * WORD_BYTES);
  const column = new Uint32Array(n);
  Buffer.from(column.buffer).set(bigEndian ? bytes.swap32() : bytes);
  return column;
}

function decodeIndices(name: string, text: string, n: number, highest: number): Uint8Array {
  const indices = new Uint8Array(decodeBytes(name, text, n));
  let wrong: number | undefined;
  for (const index of indices) if (index > highest) wrong = index;
  if (wrong !== undefined) throw damaged(`column ${name} holds ${wrong}, but the highest known is ${highest}`);
  return indices;
}

function decodeBytes(name: string, text: string, expected: number): Buffer {
  const bytes = Buffer.from(text, 'base64');
  // Buffer.from skips what is not base64, so compare with what the bytes encode to.
  if (bytes.toString('base64') !== text) throw damaged(`column ${name} is not base64`);
  if (bytes.length !== expected) throw damaged(`column ${name} has ${bytes.length} bytes in place of ${expected}`);
  return bytes;
}

function damaged(what: string): FaultlineError {
  return new FaultlineError('ERR_HISTORY_INVALID', `The requests of a load bucket are damaged: ${what}.`, {
    hint: 'The file was cut or edited, or is from a newer faultline; use the original history.ndjson with the faultline that wrote it, or newer.',
  });
}
