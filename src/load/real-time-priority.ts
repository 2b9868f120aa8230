import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { LoadSpec } from '../scenario/scenario.ts';
import { attempt } from './attempt.ts';
import { isHighRate } from './high-rate.ts';

/**
 * Gives this process the lowest real-time priority, where the system allows it (root, or CAP_SYS_NICE): it wakes before every other process, also before those
 * of other control groups. Not for a high rate on a single processor: the thread that compiles would take turns of 100 ms with the one that sends.
 * @see sched(7), "SCHED_RR: Round-robin scheduling"
 */
export function takeRealTimePriority(spec: Pick<LoadSpec, 'ratePerSecond' | 'stages'>): void {
  if (availableParallelism() === 1 && isHighRate(spec)) return;
  // -R: what this process starts does not inherit it.
  attempt(() => execFileSync('chrt', ['-R', '-a', '-r', '-p', '1', String(process.pid)], { stdio: 'ignore' }));
}
