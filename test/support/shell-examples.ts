import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { faultlineMain } from './built.ts';

const docs = path.resolve(import.meta.dirname, '../../docs');

/** Returns the lines of a page's `sh` examples, in their order. */
export function shellExamples(page: string): string[] {
  const blocks = readFileSync(path.join(docs, page), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, block = '']) => block.trim().split('\n'));
}

/** Puts programs of these names into a folder for `PATH`: faultline, and what the examples call besides. Returns the folder. */
export async function makePrograms(directory: string, others: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = path.join(directory, 'programs');
  const faultline = `exec ${[process.execPath, ...faultlineMain].map((word) => `'${word}'`).join(' ')} "$@"`;
  await mkdir(folder);
  for (const [name, text] of Object.entries({ faultline, ...others })) {
    await writeFile(path.join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(path.join(folder, name), 0o755);
  }
  return folder;
}

/** Runs a line in a shell as a reader would. Returns its exit code, NaN when a signal ended it, and all it printed. */
export async function typeLine(line: string, cwd: string, programs: string): Promise<{ readonly code: number; readonly output: string }> {
  const env = { ...process.env, PATH: `${programs}:${process.env['PATH'] ?? ''}` };
  return new Promise((resolve) => {
    execFile('sh', ['-c', line], { cwd, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? Number.NaN);
      resolve({ code, output: stdout + stderr });
    });
  });
}
