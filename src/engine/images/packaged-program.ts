import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isExecutable } from '../find-program.ts';
import { candidateVersion, unpackPackage } from './debian-package.ts';
import { sharedLibraries } from './shared-libraries.ts';

/** A program that a Debian or Ubuntu package brings. */
export interface PackagedProgram {
  readonly package: string;
  /** Where it may be installed; the first is where its package has it. */
  readonly paths: readonly [string, ...string[]];
}

export interface ProgramSource {
  /** Names the program without reading it: the same one has the same name. */
  readonly identity: string;
  /** Returns the program and its libraries; what has to be downloaded for that goes into the directory. */
  readonly files: (directory: string) => Promise<{ readonly program: string; readonly libraries: readonly string[] }>;
}

/** Returns where this machine can take a program from: installed, or from its package; undefined when from nowhere. */
export async function findProgramSource(wanted: PackagedProgram): Promise<ProgramSource | undefined> {
  for (const file of wanted.paths) if (await isExecutable(file)) return installed(await realpath(file));
  const version = await candidateVersion(wanted.package);
  if (version === undefined) return undefined;
  return { identity: `${wanted.package} ${version} ${process.arch}`, files: async (directory) => unpacked(wanted, directory) };
}

async function installed(program: string): Promise<ProgramSource> {
  const { size, mtimeMs } = await stat(program);
  return {
    identity: `${program} ${size} ${mtimeMs}`,
    files: async () => ({ program, libraries: await sharedLibraries([program]) }),
  };
}

async function unpacked({ package: name, paths }: PackagedProgram, directory: string): ReturnType<ProgramSource['files']> {
  const root = await unpackPackage(name, directory);
  const program = await realpath(path.join(root, paths[0]));
  return { program, libraries: await sharedLibraries([program], await libraryDirectories(root)) };
}

async function libraryDirectories(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return [...new Set(entries.filter(({ name }) => /\.so\.\d/.test(name)).map(({ parentPath }) => parentPath))];
}
