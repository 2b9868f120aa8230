import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import type { RootfsFile } from './base-rootfs.ts';

const DIRECTORIES = [
  { name: 'tmp', mode: 0o1777 },
  { name: 'root', mode: 0o700 },
  { name: 'home/node', mode: 0o755 },
] as const;

/** Returns the files of a root file system as a tar. */
export function rootfsTar(files: readonly RootfsFile[]): Readable {
  const tar = pack();
  write(tar, files).catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))));
  return Readable.from(tar);
}

async function write(tar: Pack, files: readonly RootfsFile[]): Promise<void> {
  for (const { name, mode } of DIRECTORIES) tar.entry({ name, mode, type: 'directory' });
  for (const file of files) await writeFile(tar, file);
  tar.finalize();
}

async function writeFile(tar: Pack, file: RootfsFile): Promise<void> {
  // The same bytes for the same content: no times, no owners.
  const header = { name: file.target.slice(1), mode: file.mode, mtime: new Date(0) };
  if ('text' in file) tar.entry(header, file.text);
  else await pipeline(createReadStream(file.source), tar.entry({ ...header, size: file.size }));
}
