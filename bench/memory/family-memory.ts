import { readFileSync } from 'node:fs';

/** What a process and all that it started take. */
export interface FamilyMemory {
  /** What the system would get back: pages of the processes' own, and once what they share (the Node binary). */
  readonly takenMb: number;
  /** As `ps` tells it, where shared pages count in each process. */
  readonly rssMb: number;
  /** Pages of its own of each process, the oldest first. */
  readonly ownMb: readonly number[];
}

interface ProcessMemory {
  readonly rssMb: number;
  readonly ownMb: number;
}

const KB_PER_MB = 1024;

/** Returns what a process and its descendants take now. */
export function familyMemory(pid: number): FamilyMemory {
  const processes = familyOf(pid).flatMap((each) => memoryOf(each) ?? []);
  const ownMb = processes.map((each) => each.ownMb);
  const sharedMb = Math.max(0, ...processes.map((each) => each.rssMb - each.ownMb));
  return { takenMb: sum(ownMb) + sharedMb, rssMb: sum(processes.map((each) => each.rssMb)), ownMb };
}

function familyOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [pid, ...(children === '' ? [] : children.split(' ').flatMap((child) => familyOf(Number(child))))];
  } catch {
    return [];
  }
}

function memoryOf(pid: number): ProcessMemory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / KB_PER_MB;
    const memory = { rssMb: mb('VmRSS'), ownMb: mb('RssAnon') };
    // A process that is ending has a status, and no memory.
    return Number.isNaN(memory.rssMb) ? undefined : memory;
  } catch {
    return undefined;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
