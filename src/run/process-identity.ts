import { readFile } from 'node:fs/promises';
import { processStat } from '../engine/private/process-identity.ts';

/** One life of one process: a pid alone is given to another process sooner or later. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from boot to its start, and which boot; '' where the system does not tell. */
  readonly startTime: string;
  readonly bootId: string;
}

/** Returns the identity of the process that has this pid now. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity> {
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return { pid, startTime: String(processStat(pid)?.startTime ?? ''), bootId: bootId.trim() };
}

/** Returns whether that same process still lives. Where start times are not told, a process with its pid counts as it. */
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
