import { readFile } from 'node:fs/promises';
import type { EnginePaths } from './engine-paths.ts';
import { runProgram } from './run-program.ts';

/** Returns the mount points under an engine's directory that the machine itself sees, innermost first. */
export async function engineMounts(paths: EnginePaths): Promise<readonly string[]> {
  const table = await readFile('/proc/self/mounts', 'utf8');
  return table
    .split('\n')
    .map((line) => unescape(line.split(' ')[1] ?? ''))
    .filter((point) => point === paths.directory || point.startsWith(`${paths.directory}/`))
    .reverse();
}

/** Unmounts what is mounted under an engine's directory, so that removing the directory reaches nothing else. */
export async function unmountEngine(paths: EnginePaths): Promise<void> {
  for (const point of await engineMounts(paths)) await runProgram('umount', [point]).catch(() => undefined);
}

/** The kernel writes blanks and backslashes of a path as octal (proc(5)). */
function unescape(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_whole, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
