import type { RequestRows } from './load-rows.ts';

/** Returns how many of the rows told each version. */
export function tallyVersions({ version, versionNames }: Pick<RequestRows, 'version' | 'versionNames'>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const code of version) {
    const name = versionNames[code - 1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
