import type { HistoryEvent, PhaseName } from '../history/history-event.ts';
import type { Analysis, Window, WindowName } from './analysis.ts';

const measured = ['steady', 'chaos', 'recovery'] as const;

/** Returns the windows that the phases give; a phase that was never reached has none, one that never ended lasts to the last event. */
export function windowsOf(events: readonly HistoryEvent[]): Analysis['windows'] {
  const windows: Partial<Record<WindowName, Window>> = {};
  for (const name of measured) {
    const window = phaseWindow(events, name);
    if (window) windows[name] = window;
  }
  const measure = phaseWindow(events, 'measure');
  if (measure) return { run: { ...measure, fromMs: Math.min(measure.fromMs, firstDueMs(events) ?? Infinity) } };
  const all = measured.flatMap((name) => windows[name] ?? []);
  const first = all.at(0);
  const last = all.at(-1);
  if (first && last) windows.run = { fromMs: first.fromMs, untilMs: last.untilMs };
  return windows;
}

function phaseWindow(events: readonly HistoryEvent[], phase: PhaseName): Window | undefined {
  const [started, ended] = (['started', 'ended'] as const).map((state) =>
    events.find((event) => event.type === 'phase' && event.phase === phase && event.state === state),
  );
  return started && { fromMs: started.t, untilMs: ended?.t ?? events.at(-1)?.t ?? started.t };
}

/** The phase is noted as soon as the load says that it has begun, which is a little later. */
function firstDueMs(events: readonly HistoryEvent[]): number | undefined {
  const first = events.find((event) => event.type === 'load-bucket');
  return first?.type === 'load-bucket' ? first.fromMs : undefined;
}

/** Returns the window of a measurement without a scenario, which has no phases to choose from; undefined for a run. */
export function onlyWindow({ run, ...phases }: Analysis['windows']): Window | undefined {
  return Object.keys(phases).length === 0 ? run : undefined;
}

/** Returns windows that all are the one given. */
export function sameWindows(window: Window): Analysis['windows'] {
  return { steady: window, chaos: window, recovery: window, run: window };
}

/** Returns whether two windows have an instant in common. */
export function overlaps(left: Window, right: Window): boolean {
  return left.fromMs < right.untilMs && right.fromMs < left.untilMs;
}
