import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { constants as os, setPriority } from 'node:os';

/** A way to keep a process from running. Returns how to end it. */
export type Starvation = (pid: number) => () => void;

const LAST_CPU = String(Number(execFileSync('nproc', { encoding: 'utf8' })) - 1);
const HOGS = 8;
const QUOTA_PERIOD_US = 100_000;
const QUOTA_US = 1000;

const ended = new Set<() => void>();

/** To be called after each test. */
export function endStarvation(): void {
  for (const end of ended) end();
  ended.clear();
}

function once(end: () => void): () => void {
  ended.add(end);
  return () => {
    if (ended.delete(end)) end();
  };
}

/** Takes its real-time priority away, which no other process could break into. */
function asEveryOther(pid: number): void {
  execFileSync('chrt', ['-a', '-o', '-p', '0', String(pid)], { stdio: 'ignore' });
}

export const stopped: Starvation = (pid) => {
  process.kill(pid, 'SIGSTOP');
  return once(() => process.kill(pid, 'SIGCONT'));
};

/** Shares one processor with others that are far more important. Needs no privilege. */
export const crowdedOut: Starvation = (pid) => {
  asEveryOther(pid);
  execFileSync('taskset', ['-a', '-p', '-c', LAST_CPU, String(pid)], { stdio: 'ignore' });
  for (const thread of readdirSync(`/proc/${pid}/task`)) setPriority(Number(thread), os.priority.PRIORITY_LOW);
  if (existsSync(`/proc/${pid}/autogroup`)) writeFileSync(`/proc/${pid}/autogroup`, String(os.priority.PRIORITY_LOW));
  const hogs: ChildProcess[] = [];
  // Each in a session of its own, as Linux shares the processors among sessions.
  const options = { stdio: 'ignore', detached: true } as const;
  for (let n = 0; n < HOGS; n += 1) hogs.push(spawn('taskset', ['-c', LAST_CPU, 'sh', '-c', 'while :; do :; done'], options));
  return once(() => {
    for (const hog of hogs) hog.kill('SIGKILL');
  });
};

/** Where a control group with a quota can be made; undefined where this machine does not let us. */
const CPU_GROUPS = '/sys/fs/cgroup/cpu';

export function mayLimitCpu(): boolean {
  try {
    accessSync(`${CPU_GROUPS}/cgroup.procs`, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Has a hundredth of a processor, as a container with too small a CPU limit does. */
export const throttled: Starvation = (pid) => {
  asEveryOther(pid);
  const group = `${CPU_GROUPS}/faultline-test-${pid}`;
  mkdirSync(group);
  writeFileSync(`${group}/cpu.cfs_period_us`, String(QUOTA_PERIOD_US));
  writeFileSync(`${group}/cpu.cfs_quota_us`, String(QUOTA_US));
  writeFileSync(`${group}/cgroup.procs`, String(pid));
  once(() => {
    if (existsSync(`/proc/${pid}`)) writeFileSync(`${CPU_GROUPS}/cgroup.procs`, String(pid));
    rmdirSync(group);
  });
  // It stays in its group: where it was taken out at once, it could not read any more for how long that had stopped it.
  return () => writeFileSync(`${group}/cpu.cfs_quota_us`, '-1');
};
