import type { ContainerAnalysis, Window } from '../analysis/analysis.ts';
import type { HistoryEvent } from '../history/history-event.ts';

/** What a container was for a while. Spans may cover each other: later ones in a list tell more. */
export interface ContainerSpan extends Window {
  readonly state: 'running' | 'starting' | 'unhealthy' | 'paused' | 'dead';
  /** Of `running`: which life of the container, where its start was seen. */
  readonly life?: number;
}

const alive: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

/** Returns what a container was from when to when, from harmless to telling; its exits are instants and not among them. */
export function containerSpans(
  name: string,
  container: ContainerAnalysis,
  events: readonly HistoryEvent[],
  endMs: number,
): ContainerSpan[] {
  const lives = container.incarnations.length > 0 ? livesOf(container, endMs) : foundAlive(name, events, endMs);
  const as = (state: ContainerSpan['state'], spans: readonly Window[]): ContainerSpan[] => spans.map((span) => ({ ...span, state }));
  return [
    ...as('running', lives),
    ...as('starting', healthSpans(container, lives, 'starting', endMs)),
    ...as('unhealthy', healthSpans(container, lives, 'unhealthy', endMs)),
    ...as('paused', pauses(name, events, endMs)),
    ...as('dead', deaths(lives, endMs)),
  ];
}

function livesOf(container: ContainerAnalysis, endMs: number): (Window & { readonly life: number })[] {
  return container.incarnations.map(({ incarnation, startedMs, endedMs }) => ({
    fromMs: startedMs,
    untilMs: endedMs ?? endMs,
    life: incarnation,
  }));
}

/** An attached container that neither starts nor dies in the run has no life in its events; an inspection found it alive. */
function foundAlive(name: string, events: readonly HistoryEvent[], endMs: number): Window[] {
  const found = events.find((event) => event.type === 'container-state' && event.container === name && alive.has(event.status));
  return found === undefined ? [] : [{ fromMs: found.t, untilMs: endMs }];
}

/** Between two lives, and after the last one. */
function deaths(lives: readonly Window[], endMs: number): Window[] {
  return lives
    .map((life, index) => ({ fromMs: life.untilMs, untilMs: lives[index + 1]?.fromMs ?? endMs }))
    .filter((span) => span.untilMs > span.fromMs);
}

/** A health status lasts until the next one, and no longer than the life it was found in. */
function healthSpans(container: ContainerAnalysis, lives: readonly Window[], status: 'starting' | 'unhealthy', endMs: number): Window[] {
  return container.health.flatMap((change, index) => {
    if (change.status !== status) return [];
    const life = lives.find((span) => change.atMs >= span.fromMs && change.atMs <= span.untilMs);
    const nextMs = container.health[index + 1]?.atMs ?? endMs;
    return [{ fromMs: change.atMs, untilMs: Math.min(nextMs, life?.untilMs ?? endMs) }];
  });
}

function pauses(name: string, events: readonly HistoryEvent[], endMs: number): Window[] {
  const spans: Window[] = [];
  let pausedMs: number | undefined;
  for (const event of events) {
    if (event.type !== 'engine-event' || event.container !== name) continue;
    if (event.action === 'pause') pausedMs ??= event.atMs;
    else if (pausedMs !== undefined && (event.action === 'unpause' || event.action === 'die')) {
      spans.push({ fromMs: pausedMs, untilMs: event.atMs });
      pausedMs = undefined;
    }
  }
  return pausedMs === undefined ? spans : [...spans, { fromMs: pausedMs, untilMs: endMs }];
}
