import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { describeError } from '../../errors/describe-error.ts';
import { FaultlineError } from '../../errors/faultline-error.ts';
import { parseDockerignore } from './dockerignore.ts';

export interface ContextFile {
  /** Relative to the context, with slashes. */
  readonly name: string;
  readonly mode: number;
  readonly content: { readonly kind: 'file'; readonly data: Buffer } | { readonly kind: 'link'; readonly to: string };
}

const MOST_BYTES = 1024 * 1024 * 1024;

/**
 * Returns the files of a build context, ordered by name, without what .dockerignore excludes.
 * @throws ERR_IMAGE_MISSING when the directory cannot be read.
 */
export async function readBuildContext(directory: string, dockerfile: string): Promise<readonly ContextFile[]> {
  try {
    const isIgnored = parseDockerignore(await readIgnore(path.join(directory, '.dockerignore')));
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      // The engine needs these two, ignored or not.
      .filter((name) => name === dockerfile || name === '.dockerignore' || !isIgnored(name))
      .sort();
    await requireBounded(directory, names);
    return await Promise.all(names.map(async (name) => readContextFile(directory, name)));
  } catch (error) {
    throw new FaultlineError('ERR_IMAGE_MISSING', `The build context ${directory} cannot be read: ${describeError(error)}`, {
      hint: 'Give the directory that holds the Dockerfile.',
      cause: error,
    });
  }
}

/** A link may lead anywhere, and a device never ends. */
async function readIgnore(file: string): Promise<string> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isFile() === true ? readFile(file, 'utf8') : '';
}

/** It is held in memory until it is sent. */
async function requireBounded(directory: string, names: readonly string[]): Promise<void> {
  let bytes = 0;
  for (const name of names) bytes += (await lstat(path.join(directory, name))).size;
  if (bytes <= MOST_BYTES) return;
  throw new Error(`it holds more than ${MOST_BYTES / 1024 / 1024} MiB; leave out with a .dockerignore what the image does not need`);
}

async function readContextFile(directory: string, name: string): Promise<ContextFile> {
  const file = path.join(directory, name);
  const link = await readlink(file).catch(() => undefined);
  if (link !== undefined) return { name, mode: 0o777, content: { kind: 'link', to: link } };
  // Whether it can be run is all that a checkout keeps of a mode.
  const isExecutable = ((await stat(file)).mode & 0o100) !== 0;
  return { name, mode: isExecutable ? 0o755 : 0o644, content: { kind: 'file', data: await readFile(file) } };
}

/** Returns the context as a tar, the same bytes for the same files. */
export function contextTar(files: readonly ContextFile[]): Readable {
  const tar = pack();
  for (const { name, mode, content } of files) {
    const header = { name, mode, mtime: new Date(0) };
    if (content.kind === 'link') tar.entry({ ...header, type: 'symlink', linkname: content.to });
    else tar.entry(header, content.data);
  }
  tar.finalize();
  return Readable.from(tar);
}

/** Returns a hash of the files and of whatever else decides what is built. */
export function contextHash(files: readonly ContextFile[], others: readonly string[]): string {
  const hash = createHash('sha256');
  for (const other of others) hash.update(`${other}\0`);
  for (const { name, mode, content } of files) {
    hash.update(`\0${name}\0${mode}\0${content.kind}\0`).update(content.kind === 'link' ? content.to : content.data);
  }
  return hash.digest('hex');
}
