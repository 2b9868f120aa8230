/** Returns the positions at which `wanted` is found in `seen`, in order and as early as possible; undefined when it is not. */
export function findSubsequence<W, S>(
  wanted: readonly W[],
  seen: readonly S[],
  fits: (wanted: W, seen: S) => boolean,
): number[] | undefined {
  const found: number[] = [];
  for (const one of wanted) {
    const at = seen.findIndex((other, position) => position > (found.at(-1) ?? -1) && fits(one, other));
    if (at < 0) return undefined;
    found.push(at);
  }
  return found;
}

/** Returns whether `wanted` is found in `seen` in this order; others may lie between. */
export function isSubsequence<T>(wanted: readonly T[], seen: readonly T[]): boolean {
  return findSubsequence(wanted, seen, (one, other) => one === other) !== undefined;
}
