import { readFile } from 'node:fs/promises';

const ID = /[0-9a-f]{64}/;

/** Returns the id of the container that this process runs in; undefined when it is in none, or when that cannot be told. */
export async function ownContainerId(): Promise<string | undefined> {
  const [cgroups, mounts] = await Promise.all(['/proc/self/cgroup', '/proc/self/mountinfo'].map(async (path) => readOr(path)));
  return containerIdOf(cgroups ?? '', mounts ?? '');
}

/**
 * Returns the container id that a process's cgroup or mounts tell: with cgroup v1 the path ends in it; with v2 and a namespace of its own
 * the path is `/`, but the engine mounts `/etc/hostname` from its directory of the container.
 * @see https://github.com/moby/moby/blob/v20.10.24/container/container_unix.go
 */
export function containerIdOf(cgroups: string, mounts: string): string | undefined {
  const cgroup = cgroups.split('\n').find((line) => /\/(docker|kubepods|libpod|containerd)/.test(line) && ID.test(line));
  const mount = mounts.split('\n').find((line) => line.includes(' /etc/hostname ') && line.includes('/containers/'));
  return ID.exec(cgroup ?? mount ?? '')?.[0];
}

async function readOr(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
