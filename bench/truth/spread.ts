/** A median with the range around it. */
export interface Spread {
  readonly n: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Returns the spread of the values; undefined when there are none. */
export function spread(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((left, right) => left - right);
  const lowest = sorted[0];
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) return undefined;
  const upper = sorted[sorted.length >> 1] ?? highest;
  const lower = sorted[(sorted.length - 1) >> 1] ?? lowest;
  return { n: sorted.length, median: (lower + upper) / 2, lowest, highest };
}
