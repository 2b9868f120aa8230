import { readdirSync, readFileSync } from 'node:fs';
import { processStat } from '../engine/private/process-identity.ts';

/** In the environment of every command that a load runs: which faultline, and which of its load processes, it was run for. */
const MARK = 'FAULTLINE_COMMAND_OF';

interface Harness {
  readonly pid: number;
  /** As the system tells it; '' where it does not. */
  readonly startTime: string;
}

/** Returns what marks the commands of this load process, as an environment. */
export function commandMark(): Record<string, string> {
  const harness = { pid: process.ppid, startTime: String(processStat(process.ppid)?.startTime ?? '') };
  return { [MARK]: markOf(harness, process.pid) };
}

/**
 * Ends the commands that a load process was running when it was killed, or those of all load processes of a faultline: each leads a process group of its
 * own, and nobody else would end them. Only Linux tells the environment of others.
 */
export function killOrphanedCommands(harness: Harness, loadPid?: number): void {
  const mark = `\0${MARK}=${markOf(harness, loadPid)}`;
  const wanted = loadPid === undefined ? mark : `${mark}\0`;
  for (const pid of processes()) if (`\0${environmentOf(pid)}\0`.includes(wanted)) kill(pid);
}

function markOf({ pid, startTime }: Harness, loadPid: number | undefined): string {
  return `${pid}-${startTime}/${loadPid ?? ''}`;
}

function processes(): number[] {
  return process.platform === 'linux'
    ? readdirSync('/proc')
        .filter((entry) => /^\d+$/.test(entry))
        .map(Number)
    : [];
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
