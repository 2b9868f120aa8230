import type { ServiceAnalysis, Window } from './analysis.ts';

/** Returns each version's share of the running tasks over a window, weighted by time; empty when none ran. */
export function versionShares(running: ServiceAnalysis['running'], { fromMs, untilMs }: Window): Readonly<Record<string, number>> {
  const ranMs = new Map<string, number>();
  for (const [index, { atMs, byVersion }] of running.entries()) {
    const lengthMs = Math.min(untilMs, running[index + 1]?.atMs ?? Number.POSITIVE_INFINITY) - Math.max(fromMs, atMs);
    if (lengthMs <= 0) continue;
    for (const [version, count] of Object.entries(byVersion)) {
      if (count > 0) ranMs.set(version, (ranMs.get(version) ?? 0) + count * lengthMs);
    }
  }
  const all = [...ranMs.values()].reduce((sum, ms) => sum + ms, 0);
  return Object.fromEntries([...ranMs].map(([version, ms]) => [version, ms / all]));
}
