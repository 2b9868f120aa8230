/** By how much one group of independent values lies above another, and where the true difference lies. */
export interface ShiftInterval {
  /** The median of all differences between a value of the one and a value of the other (Hodges and Lehmann's). */
  readonly shift: number;
  readonly low: number;
  readonly high: number;
  /** 0..1: how sure it is that the true difference lies within low and high. */
  readonly confidence: number;
  /** Whether there are values enough to be 95 % sure. If not, low and high are the smallest and the largest difference, which is all that is known. */
  readonly enough: boolean;
}

/** How sure an interval has to be: for 95 %, four values on each side are the fewest. */
export const CONFIDENCE = 0.95;

/** Above this many pairs the distribution is taken as normal: exact sums would take seconds, and differ by nothing. */
const EXACT_PAIRS = 2500;
const NORMAL_QUANTILE = 1.96;

/** Returns the difference between two values; two that are equal do not differ, endless ones neither. */
export function shiftBetween(from: number, to: number): number {
  return from === to ? 0 : to - from;
}

/** Returns the same in shares of the first: 0.2 is a fifth more. */
export function growthBetween(from: number, to: number): number {
  return from === to ? 0 : to / from - 1;
}

/**
 * Returns the interval that contains the true difference of two groups, from the order of the values alone (it inverts the test of Mann and Whitney):
 * about how outages are distributed nothing is assumed, but that the groups differ by a shift. Ties make it wider, never too narrow. Without values NaN.
 */
export function shiftInterval(from: readonly number[], to: readonly number[], difference = shiftBetween): ShiftInterval {
  const pairs = Float64Array.from(from.flatMap((left) => to.map((right) => difference(left, right)))).sort();
  const n = pairs.length;
  const { k, confidence } = trimmed(from.length, to.length);
  const at = (index: number): number => pairs[index] ?? Number.NaN;
  const middle = [at((n - 1) >>> 1), at(n >>> 1)] as const;
  return {
    shift: middle[0] === middle[1] ? middle[0] : (middle[0] + middle[1]) / 2,
    low: at(k - 1),
    high: at(n - k),
    confidence,
    enough: confidence >= CONFIDENCE,
  };
}

/** How many of the smallest and of the largest differences the interval may leave out: the k-th misses with a chance of 2 × P(U < k). */
function trimmed(n: number, m: number): { readonly k: number; readonly confidence: number } {
  if (n === 0 || m === 0) return { k: 1, confidence: 0 };
  if (n * m > EXACT_PAIRS) {
    const k = Math.floor((n * m) / 2 - NORMAL_QUANTILE * Math.sqrt((n * m * (n + m + 1)) / 12));
    return { k: Math.max(1, k), confidence: CONFIDENCE };
  }
  const chances = rankSumChances(n, m);
  let k = 1;
  let below = chances[0] ?? 0;
  while (k < (n * m) / 2 && 1 - 2 * (below + (chances[k] ?? 0)) >= CONFIDENCE) {
    below += chances[k] ?? 0;
    k += 1;
  }
  return { k, confidence: Math.max(0, 1 - 2 * below) };
}

/** Returns the chance of each value of Mann and Whitney's U, when the groups of n and m do not differ. */
function rankSumChances(n: number, m: number): Float64Array {
  // Of a group of `left` and one of 0, 1 … m: U can only be 0 while either is empty.
  let rows = Array.from({ length: m + 1 }, () => Float64Array.of(1));
  for (let left = 1; left <= n; left += 1) {
    const next = [Float64Array.of(1)];
    for (let right = 1; right <= m; right += 1) {
      const own = new Float64Array(left * right + 1);
      // The largest of all is one of the left group, and above all of the right one; or it is one of the right group.
      rows[right]?.forEach((chance, u) => (own[u + right] = (own[u + right] ?? 0) + (chance * left) / (left + right)));
      next[right - 1]?.forEach((chance, u) => (own[u] = (own[u] ?? 0) + (chance * right) / (left + right)));
      next.push(own);
    }
    rows = next;
  }
  return rows[m] ?? Float64Array.of(1);
}
