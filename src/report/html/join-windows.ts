import type { Window } from '../../analysis/analysis.ts';

/** Returns the time that the windows cover, in order, with no two that touch. */
export function joinWindows(windows: readonly Window[]): Window[] {
  const joined: { fromMs: number; untilMs: number }[] = [];
  for (const { fromMs, untilMs } of windows.toSorted((left, right) => left.fromMs - right.fromMs)) {
    const last = joined.at(-1);
    if (last !== undefined && fromMs <= last.untilMs) last.untilMs = Math.max(last.untilMs, untilMs);
    else joined.push({ fromMs, untilMs });
  }
  return joined;
}
