import { readFile } from 'node:fs/promises';

/** One life of one process: a pid alone is given to another process sooner or later. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from boot to its start, and which boot; '' where the system does not tell. */
  readonly startTime: string;
  readonly bootId: string;
}

/** Returns the identity of the process that has this pid now. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity> {
  return { pid, startTime: await startTimeOf(pid), bootId: await bootId() };
}

/** Returns whether that same process still lives. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  if (!exists(identity.pid)) return false;
  const now = await identifyProcess(identity.pid);
  return now.startTime === identity.startTime && now.bootId === identity.bootId;
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat (proc(5)); the command in field 2 may itself contain spaces and brackets, so count from its last bracket. */
async function startTimeOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim();
}
