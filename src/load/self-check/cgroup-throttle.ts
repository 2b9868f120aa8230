import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the two versions of control groups are mounted by custom. @see https://docs.kernel.org/admin-guide/cgroup-v2.html */
const V2_ROOT = '/sys/fs/cgroup';
const V1_ROOTS = ['/sys/fs/cgroup/cpu,cpuacct', '/sys/fs/cgroup/cpu'];
const US_PER_MS = 1000;
const NS_PER_MS = 1e6;

/** How long the CPU quota of this process's control group, or of one above it, has stopped it. */
export class CgroupThrottle {
  #group: string | undefined;
  #readMs = 0;
  #beforeMs = 0;
  #offsetMs = 0;

  /** Returns the time so far. What cannot be read leaves it as it was. */
  totalMs(nowMs: number): number {
    const path = cpuGroupOf(read('/proc/self/cgroup'));
    if (path === undefined) return this.#beforeMs;
    const countedMs = Math.max(...rootsOf(path.version).map((root) => sumUpwards(root, path.group)));
    if (this.#group !== path.group) {
      // A process can be moved. What its new group was stopped for before that is not its own: no more than the time since the last look can be.
      const ownMs = this.#group === undefined ? 0 : Math.min(countedMs, nowMs - this.#readMs);
      this.#offsetMs = this.#beforeMs + ownMs - countedMs;
      this.#group = path.group;
    }
    this.#readMs = nowMs;
    this.#beforeMs = Math.max(this.#beforeMs, countedMs + this.#offsetMs);
    return this.#beforeMs;
  }
}

/** Returns the group that rules this process's CPU time, of the text of /proc/self/cgroup. */
export function cpuGroupOf(text: string): { readonly version: 1 | 2; readonly group: string } | undefined {
  const lines = text.split('\n').map((line) => /^\d+:([^:]*):(\/.*)$/.exec(line));
  const v1 = lines.find((match) => match?.[1]?.split(',').includes('cpu'));
  if (v1?.[2] !== undefined) return { version: 1, group: v1[2] };
  const v2 = lines.find((match) => match?.[1] === '');
  return v2?.[2] === undefined ? undefined : { version: 2, group: v2[2] };
}

/** Returns the throttled time of the text of a cpu.stat: version 2 counts microseconds, version 1 nanoseconds. */
export function throttledOf(text: string): number {
  const us = /^throttled_usec (\d+)$/m.exec(text)?.[1];
  if (us !== undefined) return Number(us) / US_PER_MS;
  return Number(/^throttled_time (\d+)$/m.exec(text)?.[1] ?? 0) / NS_PER_MS;
}

const rootsOf = (version: 1 | 2): readonly string[] => (version === 2 ? [V2_ROOT] : V1_ROOTS);

function sumUpwards(root: string, group: string): number {
  let sum = 0;
  // Inside a container the path may be the host's and not exist here; the container's own group is then the root.
  for (let at = group; ; at = dirname(at)) {
    sum += throttledOf(read(join(root, at, 'cpu.stat')));
    if (at === '/') return sum;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
