import type { ContainerAnalysis } from '../analysis/analysis.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import { containerSpans } from './container-spans.ts';
import type { TimeSlots } from './time-slots.ts';

/** From harmless to telling: in a slot where several hold, the last one is shown. */
export const containerSymbols = { absent: ' ', running: '━', starting: '┅', unhealthy: '!', paused: '=', dead: '·', exited: '✗' } as const;

/** Returns one character per slot: what the container was. Short states show as well as long ones. */
export function containerLane(name: string, container: ContainerAnalysis, events: readonly HistoryEvent[], slots: TimeSlots): string[] {
  const lane = Array.from({ length: slots.count }, (): string => containerSymbols.absent);
  for (const span of containerSpans(name, container, events, slots.untilMs)) {
    for (const slot of slots.slotsOf(span)) lane[slot] = containerSymbols[span.state];
  }
  for (const { atMs } of container.exits)
    for (const slot of slots.slotsOf({ fromMs: atMs, untilMs: atMs })) lane[slot] = containerSymbols.exited;
  return lane;
}
