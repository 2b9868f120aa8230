/** Returns the sums by name. */
export function addCounts<K extends string>(all: readonly Partial<Record<K, number>>[]): Record<K, number>;
export function addCounts(all: readonly Partial<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const counts of all) {
    for (const [name, count = 0] of Object.entries(counts)) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries(sums);
}
