import type { StreamAnalysis } from './analysis.ts';
import { intervalMsAt } from './interval-ms-at.ts';

/** The scheduling noise of a busy machine. */
const NOISE_MS = 20;
/** A request that lost less than this share of its deadline to the harness still tells what a user would have got. */
const OF_DEADLINE = 0.1;

/** Returns the slip from which on the request of a row tells too little about the instant it was due: one arrival interval or a tenth of the deadline. */
export function lateFromMs(stream: Parameters<typeof intervalMsAt>[0] & Pick<StreamAnalysis, 'timeoutMs'>, row: number): number {
  return Math.max(NOISE_MS, intervalMsAt(stream, row), stream.timeoutMs * OF_DEADLINE);
}
