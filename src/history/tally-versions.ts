import type { RequestRows } from './load-rows.ts';

/** Returns how many of the rows told each version. */
export function tallyVersions({ version, versionNames }: Pick<RequestRows, 'version' | 'versionNames'>): Record<string, number> {
  const counts = versionNames.map(() => 0);
  for (const code of version) if (code > 0) counts[code - 1] = (counts[code - 1] ?? 0) + 1;
  return Object.fromEntries(versionNames.map((name, index) => [name, counts[index] ?? 0] as const).filter(([, count]) => count > 0));
}
