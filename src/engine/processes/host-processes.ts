import { readdir, readFile } from 'node:fs/promises';

/** Returns the host pids of a container's processes, ascending, as this machine's /proc tells them. */
export async function hostProcessesOf(containerId: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const isOwn = await Promise.all(pids.map(async (pid) => belongsTo(pid, containerId)));
  return pids.filter((_, i) => isOwn[i]).sort((a, b) => a - b);
}

/** Returns whether a host pid is a process of the container now: pids are used again, cgroups carry the container's id. */
export async function belongsTo(pid: number, containerId: string): Promise<boolean> {
  const cgroup = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '');
  return cgroup.includes(containerId);
}
