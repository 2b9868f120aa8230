import type { HistoryEvent } from '../history/history-event.ts';
import type { Analysis, Window, WindowName } from './analysis.ts';

const measured = ['steady', 'chaos', 'recovery'] as const;

/** Returns the windows that the phases give; a phase that was never reached has none, one that never ended lasts to the last event. */
export function windowsOf(events: readonly HistoryEvent[]): Analysis['windows'] {
  const windows: Partial<Record<WindowName, Window>> = {};
  const lastMs = events.at(-1)?.t ?? 0;
  for (const name of measured) {
    const [started, ended] = (['started', 'ended'] as const).map((state) =>
      events.find((event) => event.type === 'phase' && event.phase === name && event.state === state),
    );
    if (started) windows[name] = { fromMs: started.t, untilMs: ended?.t ?? lastMs };
  }
  const all = measured.flatMap((name) => windows[name] ?? []);
  const first = all.at(0);
  const last = all.at(-1);
  if (first && last) windows.run = { fromMs: first.fromMs, untilMs: last.untilMs };
  return windows;
}

/** Returns windows that all are the one given. */
export function sameWindows(window: Window): Analysis['windows'] {
  return { steady: window, chaos: window, recovery: window, run: window };
}

/** Returns whether two windows have an instant in common. */
export function overlaps(left: Window, right: Window): boolean {
  return left.fromMs < right.untilMs && right.fromMs < left.untilMs;
}
