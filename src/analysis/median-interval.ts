/** Where the median of something lies that a few independent runs have shown. */
export interface MedianInterval {
  readonly n: number;
  /** The middle one of the values; of an even number the mean of the two in the middle. NaN when there are none. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** 0..1: how sure it is that the true median lies within low and high. */
  readonly confidence: number;
  /** Whether there are runs enough to be 95 % sure. If not, low and high are the smallest and the largest value, which is all that is known. */
  readonly enough: boolean;
}

/** So many runs and more tell with 95 % confidence where the median lies: six values that all lie on one side of it are a chance of 1 in 32. */
export const RUNS_FOR_INTERVAL = 6;

const CONFIDENCE = 0.95;

/**
 * Returns the interval that contains the true median, from the order of the values alone: nothing is assumed about how they are distributed, which for
 * outages would be wrong whatever it is. Of n values, the k-th smallest and the k-th largest miss the median with a chance of 2 × P(Binomial(n, ½) < k).
 */
export function medianInterval(values: readonly number[]): MedianInterval {
  const sorted = values.toSorted((left, right) => left - right);
  const n = sorted.length;
  let k = 1;
  while (k + 1 <= n / 2 && confidenceOf(n, k + 1) >= CONFIDENCE) k += 1;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const confidence = confidenceOf(n, k);
  return {
    n,
    median: (at((n - 1) >>> 1) + at(n >>> 1)) / 2,
    low: at(k - 1),
    high: at(n - k),
    confidence,
    enough: confidence >= CONFIDENCE,
  };
}

function confidenceOf(n: number, k: number): number {
  let chance = 2 ** -n;
  let below = 0;
  for (let index = 0; index < k; index += 1) {
    below += chance;
    chance *= (n - index) / (index + 1);
  }
  return Math.max(0, 1 - 2 * below);
}
