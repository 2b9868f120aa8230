import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'results');

/** Returns the path of the server, built from server.c. @throws Error that says what to install when it cannot be built. */
export function buildServer(): string {
  const file = join(folder, `server-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const { error, status, stderr } = spawnSync('gcc', ['-std=gnu11', '-O2', '-Wall', '-o', file, join(import.meta.dirname, 'server.c')], {
    encoding: 'utf8',
  });
  if (error !== undefined)
    throw new Error(`The server is built with gcc, which is missing (${error.message}). As root: apt-get install -y gcc libc6-dev`);
  if (status !== 0) throw new Error(`gcc could not build the server; without its headers: apt-get install -y libc6-dev\n${stderr}`);
  return file;
}
