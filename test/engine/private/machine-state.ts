import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { searchPath } from '../../../src/engine/find-program.ts';

const run = promisify(execFile);

/** What other engines and containers of this machine make and remove while a test runs. */
const OTHERS = /\bveth|\bbr-|docker\/[0-9a-f]{12}|\bfl-|\/run\/netns\/|\/shm /;

/**
 * Returns the state of the machine that a private engine could change, as lines: links, routes, firewall rules, mounts, cgroups,
 * the directories where dockerd and containerd write. Lines about other engines are left out.
 * @param own what names the engine under test in such lines
 */
export async function machineState(own: readonly string[]): Promise<readonly string[]> {
  const env = { ...process.env, PATH: searchPath() };
  const output = async (program: string, ...args: string[]): Promise<string> => (await run(program, args, { env })).stdout;
  const parts = await Promise.all([
    output('ip', '-o', 'link').then((text) => text.replace(/ mtu .*/g, '')),
    output('ip', 'route', 'show', 'table', 'all'),
    output('iptables-save').then((text) => text.replace(/^#.*$/gm, '').replace(/\[\d+:\d+\]/g, '')),
    readFile('/proc/self/mounts', 'utf8'),
    // Further down are those of services and users, which come and go.
    output('find', '/sys/fs/cgroup', '-maxdepth', '2', '-type', 'd'),
    listing('/etc', '/etc/docker', '/opt', '/opt/containerd', '/var/lib', '/run', '/run/docker', '/run/containerd', '/var/lib/docker'),
  ]);
  const lines = parts.flatMap((part) => part.split('\n'));
  return lines.filter((line) => own.some((name) => line.includes(name)) || !OTHERS.test(line)).toSorted();
}

async function listing(...directories: readonly string[]): Promise<string> {
  const lines = await Promise.all(
    directories.map(async (directory) => (await readdir(directory).catch(() => ['(absent)'])).map((entry) => `${directory}: ${entry}`)),
  );
  return lines.flat().join('\n');
}
