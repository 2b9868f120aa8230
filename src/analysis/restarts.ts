import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';
import type { ContainerAnalysis } from './analysis.ts';
import type { ContainerEvent } from './container-event.ts';

type EngineEventOf = HistoryEventOf<'engine-event'>;
type Restart = ContainerAnalysis['restarts'][number];

/** How far the engine's dates and the run's may be apart. */
const TOLERANCE_MS = 250;
/** Faults and undos that start a container on purpose. */
const starting: ReadonlySet<string> = new Set(['start', 'restart']);

/**
 * Returns the starts of a container after its first one that no step and no undo asked for. A start that autoheal reports is its own;
 * one that the engine calls a restart (somebody used its API) is nobody's whom this history knows, so it is left out; the rest is the
 * restart policy's.
 */
export function restartsOf(own: readonly ContainerEvent[], all: readonly HistoryEvent[]): Restart[] {
  const requested = all.flatMap((event) => requestsOf(event));
  const engine = own.filter((event) => event.type === 'engine-event');
  const starts = engine.filter(({ action, incarnation }) => action === 'start' && incarnation > 1);
  const healed = healedStarts(own, starts, engine);
  return starts.flatMap((start): Restart[] => {
    const before = engine.findLast(({ action, seq }) => action === 'die' && seq < start.seq);
    const restart = { atMs: start.atMs, backoffMs: before === undefined ? Number.NaN : start.atMs - before.atMs, seq: start.seq };
    if (healed.has(start)) return [{ ...restart, by: 'autoheal' }];
    const asked = requested.some(
      ({ container, fromMs, untilMs }) => container === start.container && fromMs <= start.atMs && start.atMs <= untilMs,
    );
    return asked || calledRestart(start, engine) ? [] : [{ ...restart, by: 'policy' }];
  });
}

/** Returns which containers an event asked to start, and when that would show. */
function requestsOf(event: HistoryEvent): { readonly container: string; readonly fromMs: number; readonly untilMs: number }[] {
  if (event.type !== 'step' && event.type !== 'undo') return [];
  const asks =
    event.type === 'step'
      ? event.fault !== undefined && starting.has(event.fault)
      : starting.has(event.action) && event.outcome !== 'not-needed';
  if (!asks) return [];
  const containers = event.type === 'step' ? event.targets : [event.target];
  return containers.map((container) => ({ container, fromMs: event.atMs - TOLERANCE_MS, untilMs: event.doneMs + TOLERANCE_MS }));
}

/**
 * Returns the starts that autoheal reports as its own: for each report the last one before it, rather one that the engine calls a restart.
 * By time and not by `seq`: the engine's event may reach the history after the report.
 */
function healedStarts(
  own: readonly ContainerEvent[],
  starts: readonly EngineEventOf[],
  engine: readonly EngineEventOf[],
): Set<EngineEventOf> {
  const healed = own.flatMap((event) => {
    if (event.type !== 'autoheal' || event.outcome !== 'restarted') return [];
    const before = starts.filter(({ atMs }) => atMs <= event.t + TOLERANCE_MS);
    return before.findLast((start) => calledRestart(start, engine)) ?? before.at(-1) ?? [];
  });
  return new Set(healed);
}

/** Returns whether the engine followed this start with `restart`, which it does only for a restart through its API. */
function calledRestart(start: EngineEventOf, engine: readonly EngineEventOf[]): boolean {
  return engine.find(({ action, seq }) => seq > start.seq && (action === 'start' || action === 'restart'))?.action === 'restart';
}
