import { formatDuration } from '../format.ts';

const EDGE = 0.03;

export interface LogScale {
  /** Returns how high a value lies, 0..1; null for none. */
  readonly heightOf: (ms: number | null) => number | null;
  readonly lines: readonly { readonly height: number; readonly text: string }[];
}

/** Returns a logarithmic scale, in whole powers of ten, that holds all the values. */
export function logScale(values: readonly (number | null)[]): LogScale {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    if (value === null || value <= 0) continue;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (lowest > highest) [lowest, highest] = [1, 10];
  const from = Math.floor(Math.log10(lowest) + 1e-9);
  const until = Math.max(from + 1, Math.ceil(Math.log10(highest) - 1e-9));
  const heightOf = (ms: number | null) => (ms === null ? null : inside((Math.log10(Math.max(ms, 10 ** from)) - from) / (until - from)));
  const powers = Array.from({ length: until - from + 1 }, (_, index) => from + index);
  return {
    heightOf,
    lines: powers.map((power) => ({ height: inside((power - from) / (until - from)), text: formatDuration(10 ** power) })),
  };
}

/** A line at the very edge would be cut. */
function inside(share: number): number {
  return EDGE + (1 - 2 * EDGE) * Math.min(1, Math.max(0, share));
}
