import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isExecutable } from '../find-program.ts';
import { sharedLibraries } from './shared-libraries.ts';

/** A file of an image: copied from this machine, or with a text of its own. */
export type RootfsFile =
  | { readonly target: string; readonly mode: number; readonly source: string; readonly size: number }
  | { readonly target: string; readonly mode: number; readonly text: string };

export interface Rootfs {
  /** Names the content: the same programs, on a machine with the same libraries, give the same one. */
  readonly hash: string;
  /** Returns the files, the libraries among them; asking which these are takes a process for each program. */
  readonly files: () => Promise<readonly RootfsFile[]>;
}

interface Copy {
  readonly target: string;
  readonly source: string;
}

/** `kill` is a built-in of every shell and, on a minimal machine, nothing else: a script makes it a program. */
const KILL: RootfsFile = { target: '/bin/kill', mode: 0o755, text: '#!/bin/sh\nkill "$@"\n' };

const TOOLS = ['sh', 'bash', 'sleep', 'cat', 'ls', 'touch', 'rm', 'test', 'env', 'mkdir', 'echo', 'true', 'false'];
const TOOL_DIRECTORIES = ['/bin', '/usr/bin', '/usr/local/bin'];

const TEXTS: readonly RootfsFile[] = [
  {
    target: '/etc/passwd',
    mode: 0o644,
    text: 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000:node:/home/node:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n',
  },
  { target: '/etc/group', mode: 0o644, text: 'root:x:0:\nnode:x:1000:\nnogroup:x:65534:\n' },
  { target: '/etc/nsswitch.conf', mode: 0o644, text: 'passwd: files\ngroup: files\nhosts: files dns\n' },
];

/** Where the dynamic linker finds libraries: a cache that is written anew when packages change; without one, the directories themselves. */
const LINKER_CACHE = '/etc/ld.so.cache';
const LIBRARY_DIRECTORIES = ['/lib', '/usr/lib', '/usr/local/lib'];

/** Returns a small root file system that runs Node: this Node, a shell, a few tools, and the libraries they need. */
export async function baseRootfs(): Promise<Rootfs> {
  const node = await realpath(process.execPath);
  const tools = await Promise.all(TOOLS.map(async (name) => findTool(name)));
  const programs = [
    { target: '/usr/local/bin/node', source: node },
    ...TOOLS.flatMap((name, i) => (tools[i] === undefined ? [] : [{ target: `/bin/${name}`, source: tools[i] }])),
  ];
  return { hash: await hashOf(programs), files: async () => filesOf(programs) };
}

async function filesOf(programs: readonly Copy[]): Promise<readonly RootfsFile[]> {
  const libraries = await sharedLibraries([...new Set(programs.map(({ source }) => source))]);
  const copies = [...programs, ...[...libraries, ...(await builtinFiles())].map((file) => ({ target: file, source: file }))];
  return [...(await Promise.all(copies.map(async (file) => describe(file)))), KILL, ...TEXTS];
}

async function findTool(name: string): Promise<string | undefined> {
  for (const directory of TOOL_DIRECTORIES) {
    const file = path.join(directory, name);
    if (await isExecutable(file)) return realpath(file);
  }
  return undefined;
}

/** Some distributions build Node with parts of its library outside the binary, at paths that its build configuration names. */
async function builtinFiles(): Promise<string[]> {
  const values: readonly unknown[] = Object.values(process.config.variables);
  const candidates = values.filter((value) => typeof value === 'string' && /^\/.*\.js$/.test(value)).map(String);
  const found = await Promise.all(candidates.map(async (file) => stat(file).catch(() => undefined)));
  return candidates.filter((_, i) => found[i]?.isFile() === true);
}

async function describe({ target, source }: Copy): Promise<RootfsFile> {
  const { size } = await stat(source);
  return { target, source, size, mode: 0o755 };
}

async function hashOf(programs: readonly Copy[]): Promise<string> {
  const hash = createHash('sha256').update(process.version).update(process.arch);
  hash.update(JSON.stringify([KILL, TEXTS, process.env['LD_LIBRARY_PATH'] ?? '']));
  for (const { target, source } of programs) hash.update(`\0${target}\0${await stampOf(source)}`);
  const linked = (await stampOf(LINKER_CACHE)) === undefined ? LIBRARY_DIRECTORIES : [LINKER_CACHE];
  for (const file of [...linked, ...(await builtinFiles())]) hash.update(`\0${await stampOf(file)}`);
  return hash.digest('hex').slice(0, 12);
}

/** A time of change stands for the content: reading a hundred megabytes for each run would cost more than it tells. */
async function stampOf(file: string): Promise<string | undefined> {
  const stats = await stat(file).catch(() => undefined);
  return stats === undefined ? undefined : `${file} ${stats.size} ${stats.mtimeMs}`;
}
