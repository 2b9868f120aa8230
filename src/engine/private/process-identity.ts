import { readFileSync } from 'node:fs';

/** A process as one that has ended is never mistaken for another: its pid with its start time, in clock ticks since boot. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: number;
}

export interface ProcessStat extends ProcessIdentity {
  readonly parent: number;
  readonly command: string;
}

/** Returns what /proc/PID/stat says, or undefined when the process has ended (zombies have). */
export function processStat(pid: number): ProcessStat | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command stands in parentheses and may contain any byte: what follows the last one is fixed (proc(5)).
  const end = stat.lastIndexOf(')');
  const [state, parent, ...rest] = stat.slice(end + 2).split(' ');
  const startTime = rest[17];
  if (state === 'Z' || state === 'X' || parent === undefined || startTime === undefined) return undefined;
  return { pid, startTime: Number(startTime), parent: Number(parent), command: stat.slice(stat.indexOf('(') + 1, end) };
}

/** Returns whether this very process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return processStat(identity.pid)?.startTime === identity.startTime;
}

/** Returns the identifier that the kernel drew at boot: pids and start times of another boot mean nothing. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
