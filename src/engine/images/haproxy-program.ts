import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { candidateVersion, unpackPackage } from './debian-package.ts';
import { sharedLibraries } from './shared-libraries.ts';

const INSTALLED_AT = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'];

export interface HaproxySource {
  /** Names the program without reading it: the same one has the same name. */
  readonly identity: string;
  /** Returns the program and its libraries; what has to be downloaded for that goes into the directory. */
  readonly files: (directory: string) => Promise<{ readonly program: string; readonly libraries: readonly string[] }>;
}

/** Returns where this machine can take HAProxy from: installed, or from its Debian or Ubuntu package; undefined when from nowhere. */
export async function findHaproxy(): Promise<HaproxySource | undefined> {
  for (const file of INSTALLED_AT) if (await isExecutable(file)) return installed(await realpath(file));
  const version = await candidateVersion('haproxy');
  return version === undefined ? undefined : { identity: `haproxy ${version} ${process.arch}`, files: packaged };
}

async function installed(program: string): Promise<HaproxySource> {
  const { size, mtimeMs } = await stat(program);
  return {
    identity: `${program} ${size} ${mtimeMs}`,
    files: async () => ({ program, libraries: await sharedLibraries([program]) }),
  };
}

async function packaged(directory: string): Promise<{ readonly program: string; readonly libraries: readonly string[] }> {
  const root = await unpackPackage('haproxy', directory);
  const program = path.join(root, 'usr/sbin/haproxy');
  return { program, libraries: await sharedLibraries([program], await libraryDirectories(root)) };
}

async function libraryDirectories(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return [...new Set(entries.filter(({ name }) => /\.so\.\d/.test(name)).map(({ parentPath }) => parentPath))];
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
