import type { StreamAnalysis } from './analysis.ts';

/** The scheduling noise of a busy machine. */
const NOISE_MS = 20;
/** A request that lost less than this share of its deadline to the harness still tells what a user would have got. */
const OF_DEADLINE = 0.1;

/** Returns the slip from which on a request tells too little about the instant it was due: one arrival interval or a tenth of the deadline. */
export function lateFromMs({ ratePerSecond, timeoutMs }: Pick<StreamAnalysis, 'ratePerSecond' | 'timeoutMs'>): number {
  return Math.max(NOISE_MS, 1000 / ratePerSecond, timeoutMs * OF_DEADLINE);
}
