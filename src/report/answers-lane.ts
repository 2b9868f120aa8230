import type { StreamAnalysis } from '../analysis/analysis.ts';
import { figures } from '../analysis/figures.ts';
import type { TimeSlots } from './time-slots.ts';
import { versionKeys, versionSymbol, type VersionLane } from './version-keys.ts';

/** Returns a lane that shows which version answered; undefined when there was only one. */
export function answersLane(stream: StreamAnalysis, slots: TimeSlots): VersionLane | undefined {
  const names = Object.entries(figures(stream).versions).flatMap(([name, n]) => (n > 0 ? [name] : []));
  if (names.length < 2) return undefined;
  const keys = versionKeys(names);
  let before = ' ';
  const cells = Array.from({ length: slots.count }, (_, slot) => {
    const fromMs = slots.fromMs + slot * slots.slotMs;
    const { due, versions } = figures(stream, { fromMs, untilMs: fromMs + slots.slotMs });
    // A slow load has slots in which nothing was due: they say nothing new.
    if (due > 0) before = versionSymbol(versions, keys);
    return before;
  });
  return { cells, keys };
}
