import type { FileHandle } from 'node:fs/promises';

/** Appends one line of JSON; resolves once it is on disk. What a full disk took of it is cut off again, so that the file stays readable. */
export async function appendWhole(file: FileHandle, line: object): Promise<void> {
  const { size } = await file.stat();
  try {
    await file.appendFile(`${JSON.stringify(line)}\n`);
    await file.datasync();
  } catch (error) {
    await file.truncate(size).catch(() => undefined);
    throw error;
  }
}
