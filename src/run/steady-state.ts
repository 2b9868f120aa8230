import type { HistoryEvent } from '../history/history-event.ts';
import { requestClasses } from '../history/load-bucket.ts';
import { decodeLoadRows } from '../history/load-rows.ts';
import type { Scenario, SteadySpec } from '../scenario/scenario.ts';
import type { Judge } from './run-request.ts';
import type { RunContext } from './run-context.ts';

/** Where the search for a steady window goes on when expectations that are not about requests did not hold. */
const STEP_MS = 100;
/** How many windows are looked at before the first fault when it cannot be told whether the steady state held. */
const WINDOWS_BEFORE = 3;
const OK = requestClasses.indexOf('ok');

/**
 * Watches the load for `steady.for` and returns whether the steady state held before the first fault. When that cannot be told, because
 * the machine was too busy to keep the schedule of requests, the next window is looked at instead, up to three in all.
 */
export async function holdsBefore(context: RunContext, judge: Judge, steady: SteadySpec, fromMs: number): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const startMs = fromMs + (attempt - 1) * steady.forMs;
    const window = { fromMs: startMs, untilMs: startMs + steady.forMs };
    await context.clock.sleepUntil(window.untilMs, context.signal);
    await measuredUntil(context, context.scenario.load, window.untilMs);
    const { held, message } = judge.holds(steady.expect, context.recorder.events, window);
    if (held === undefined && attempt < WINDOWS_BEFORE) continue;
    const explained = held === true ? {} : { message };
    context.recorder.append({ type: 'steady-state', moment: 'before', held: held === true, atMs: startMs, ...explained });
    return held === true;
  }
}

/**
 * Waits for the first window of `steady.for` in which the steady state holds again, beginning between `fromMs` and `fromMs + withinMs`.
 * Records when it began, or that it did not come.
 */
export async function awaitReturn(context: RunContext, judge: Judge, steady: SteadySpec, fromMs: number, withinMs: number): Promise<void> {
  let startMs = fromMs;
  let lastMessage = '';
  let undecidedMs: number | undefined;
  const record = (held: boolean, atMs: number, message?: string) =>
    context.recorder.append({
      type: 'steady-state',
      moment: 'after',
      held,
      atMs,
      ...(undecidedMs === undefined ? {} : { perhapsSinceMs: undecidedMs }),
      ...(message === undefined ? {} : { message }),
    });
  while (startMs <= fromMs + withinMs) {
    const window = { fromMs: startMs, untilMs: startMs + steady.forMs };
    await context.clock.sleepUntil(window.untilMs, context.signal);
    await measuredUntil(context, context.scenario.load, window.untilMs);
    const { held, message } = judge.holds(steady.expect, context.recorder.events, window);
    if (held === true) {
      record(true, startMs);
      return;
    }
    undecidedMs = held === undefined ? (undecidedMs ?? startMs) : undefined;
    lastMessage = message;
    startMs = Math.max(startMs + STEP_MS, afterLastFailure(context.recorder.events, window) ?? 0);
  }
  record(false, context.clock.now(), lastMessage);
}

/** Resolves when every stream of these loads has delivered the requests due before `atMs`, so that a window ending there can be judged. */
export async function measuredUntil(
  context: Pick<RunContext, 'recorder' | 'clock' | 'signal'>,
  specs: Scenario['load'],
  atMs: number,
): Promise<void> {
  const loads = Object.entries(specs);
  if (loads.length === 0) return;
  const slowest = Math.max(...loads.map(([, load]) => load.timeoutMs));
  const covered = () =>
    loads.every(([name, load]) => load.streams.every((stream) => coverage(context.recorder.events, name, stream) >= atMs));
  const SLACK_MS = 3000;
  await context.recorder.until(
    covered,
    { atMs: atMs + slowest + SLACK_MS, sleepUntil: async (at, signal) => context.clock.sleepUntil(at, signal) },
    context.signal,
  );
}

function coverage(events: readonly HistoryEvent[], load: string, stream: string): number {
  const last = events.findLast((event) => event.type === 'load-bucket' && event.load === load && event.stream === stream);
  return last?.type === 'load-bucket' ? last.untilMs : 0;
}

/** Returns the instant just after the last request due in the window that failed, if any did. */
function afterLastFailure(
  events: readonly HistoryEvent[],
  window: { readonly fromMs: number; readonly untilMs: number },
): number | undefined {
  let last: number | undefined;
  for (const event of events) {
    if (event.type !== 'load-bucket' || event.failed === 0 || event.untilMs <= window.fromMs || event.fromMs >= window.untilMs) continue;
    // Where failed requests are not kept one by one, those at both ends are: the ones that were due between them failed too.
    const { n, dueUs, class: classes } = decodeLoadRows(event.rows);
    for (let row = 0; row < n; row += 1) {
      const dueMs = event.fromMs + (dueUs[row] ?? 0) / 1000;
      if (classes[row] !== OK && dueMs < window.untilMs) last = Math.max(last ?? 0, dueMs + 0.001);
    }
  }
  return last;
}
