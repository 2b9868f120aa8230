import type { ContainerAnalysis, Window } from '../analysis/analysis.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { TimeSlots } from './time-slots.ts';

/** From harmless to telling: in a slot where several hold, the last one is shown. */
export const containerSymbols = { absent: ' ', running: '━', starting: '┅', unhealthy: '!', paused: '=', dead: '·', exited: '✗' } as const;

const alive: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

/** Returns one character per slot: what the container was. Short states show as well as long ones. */
export function containerLane(name: string, container: ContainerAnalysis, events: readonly HistoryEvent[], slots: TimeSlots): string[] {
  const lane = Array.from({ length: slots.count }, (): string => containerSymbols.absent);
  const paint = (window: Window, symbol: string) => {
    for (const slot of slots.slotsOf(window)) lane[slot] = symbol;
  };
  const lives = container.incarnations.length > 0 ? livesOf(container, slots.untilMs) : foundAlive(name, events, slots.untilMs);
  for (const life of lives) paint(life, containerSymbols.running);
  for (const span of healthSpans(container, lives, 'starting', slots.untilMs)) paint(span, containerSymbols.starting);
  for (const span of healthSpans(container, lives, 'unhealthy', slots.untilMs)) paint(span, containerSymbols.unhealthy);
  for (const span of pauses(name, events, slots.untilMs)) paint(span, containerSymbols.paused);
  for (const span of deaths(lives, slots.untilMs)) paint(span, containerSymbols.dead);
  for (const exit of container.exits) paint({ fromMs: exit.atMs, untilMs: exit.atMs }, containerSymbols.exited);
  return lane;
}

function livesOf(container: ContainerAnalysis, endMs: number): Window[] {
  return container.incarnations.map((life) => ({ fromMs: life.startedMs, untilMs: life.endedMs ?? endMs }));
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
