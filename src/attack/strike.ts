import type { Fault } from '../faults/fault.ts';
import type { Candidate } from './candidate.ts';

/** A fault of an attack, with its options as they are written in a scenario. */
export interface AttackFault {
  readonly fault: Fault;
  readonly options: Readonly<Record<string, unknown>>;
}

export type Follow = 'task' | 'slot' | 'version';

/** One moment of an attack: a fault on targets, or the decision to do nothing. */
export type Strike = Hit | Idle;

export interface Hit {
  readonly atMs: number;
  readonly use: AttackFault;
  /** Empty for a fault that hits no subject. */
  readonly targets: readonly Candidate[];
  /** How long it lasts before it is undone; absent: until the end of the attack. */
  readonly forMs?: number;
  /** What a lasting fault follows when its task is replaced. */
  readonly follow?: Follow;
  readonly name?: string;
}

export interface Idle {
  readonly atMs: number;
  /** Why nothing is done. */
  readonly why: string;
}

/** Returns whether something is hit. */
export function isHit(strike: Strike): strike is Hit {
  return 'use' in strike;
}
