import { SeededRandom } from '../scenario/seeded-random.ts';

/** More steps than these are no attack by hand. */
export const MOST_TIMES = 2000;

export interface Rhythm {
  readonly everyMs: number;
  /** How far each time may be off, as a share of the interval. */
  readonly jitter: number;
  readonly times?: number;
  /** Nothing begins later than this. */
  readonly forMs?: number;
}

/** Returns when an attack strikes, in ms from its begin: whole ms, drawn by the seed, the first at once. Pure. */
export function timesOf({ everyMs, jitter, times = MOST_TIMES, forMs = Infinity }: Rhythm, seed: string): number[] {
  const found: number[] = [];
  for (let index = 0; index < Math.min(times, MOST_TIMES) && index * everyMs < forMs; index += 1) {
    const shift = (2 * new SeededRandom(`${seed}/${index}/jitter`).fraction() - 1) * jitter * everyMs;
    found.push(Math.max(0, Math.round(index === 0 ? 0 : index * everyMs + shift)));
  }
  return found;
}
