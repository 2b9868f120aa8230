import type { ServiceAnalysis } from './analysis.ts';
import type { TracedTask } from './tasks.ts';

/** Returns how many tasks ran, per version, from each instant on at which that changed. */
export function runningTasks(tasks: readonly TracedTask[]): ServiceAnalysis['running'] {
  const changes = tasks
    .flatMap(({ runningMs, runningSeq = 0, endedMs, endedSeq = 0, version }) => {
      if (runningMs === undefined) return [];
      const start = { atMs: runningMs, version, by: 1, seq: runningSeq };
      return endedMs === undefined ? [start] : [start, { atMs: Math.max(runningMs, endedMs), version, by: -1, seq: endedSeq }];
    })
    .toSorted((left, right) => left.atMs - right.atMs);
  const series: ServiceAnalysis['running'][number][] = [];
  // A version may be called what every object has, such as `constructor`.
  const counts = new Map<string, number>();
  for (const { atMs, version, by, seq } of changes) {
    counts.set(version, (counts.get(version) ?? 0) + by);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (series.at(-1)?.atMs === atMs) series.pop();
    series.push({ atMs, total, byVersion: Object.fromEntries(counts), seq });
  }
  return series;
}
