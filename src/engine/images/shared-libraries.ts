import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../find-program.ts';

const run = promisify(execFile);

/** Loaded by the C library at run time, so no program names them; without them no host name is found. */
const NAME_SERVICE = /^(libnss_(dns|files)|libresolv)\.so\.\d+$/;

/**
 * Returns the absolute paths of the shared libraries that programs need, the dynamic linker and the C library's name
 * service included; none for a program that is linked statically.
 * @param searched directories that are searched before those of the system
 */
export async function sharedLibraries(programs: readonly string[], searched: readonly string[] = []): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const program of programs) for (const library of await librariesOf(program, searched)) found.add(library);
  const directories = new Set([...found].filter((file) => path.basename(file).startsWith('libc.so')).map((file) => path.dirname(file)));
  for (const directory of directories) {
    for (const name of await readdir(directory)) if (NAME_SERVICE.test(name)) found.add(path.join(directory, name));
  }
  return [...found].sort();
}

/** Returns whether this machine has the tool that tells which libraries a program needs: minimal images do not. */
export async function canTellLibraries(): Promise<boolean> {
  return (await findProgram('ldd')) !== undefined;
}

/** Lines of ldd: 'libm.so.6 => /lib/x/libm.so.6 (0x…)', '/lib64/ld-linux-x86-64.so.2 (0x…)', 'linux-vdso.so.1 (0x…)'. */
async function librariesOf(program: string, searched: readonly string[]): Promise<string[]> {
  const env = searched.length === 0 ? process.env : { ...process.env, LD_LIBRARY_PATH: searched.join(':') };
  // It fails for a program that is linked statically.
  const output = await run('ldd', [program], { env }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return [...output.matchAll(/^\s*(?:\S+ => )?(\/\S+) \(0x[0-9a-f]+\)$/gm)].flatMap(([, file]) => (file === undefined ? [] : [file]));
}
