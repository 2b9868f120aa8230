import type { HistoryEvent } from '../history/history-event.ts';
import type { ContainerAnalysis, SubjectAnalysis } from './analysis.ts';
import { isContainerEvent, type ContainerEvent } from './container-event.ts';
import { exitsOf } from './exits.ts';
import { incarnationsOf } from './incarnations.ts';
import { restartsOf } from './restarts.ts';

/** Returns what happened to each subject's containers, in the order in which the history first names them. */
export function subjectsOf(events: readonly HistoryEvent[]): Record<string, SubjectAnalysis> {
  const grouped = new Map<string, Map<string, ContainerEvent[]>>();
  for (const event of events) {
    if (!isContainerEvent(event)) continue;
    const containers = grouped.get(event.subject) ?? new Map<string, ContainerEvent[]>();
    grouped.set(event.subject, containers);
    const own = containers.get(event.container) ?? [];
    containers.set(event.container, own);
    own.push(event);
  }
  const subjects: Record<string, SubjectAnalysis> = {};
  for (const [name, containers] of grouped) {
    subjects[name] = {
      kind: [...containers.values()].some(isAttached) ? 'attached' : 'container',
      containers: Object.fromEntries([...containers].map(([container, own]) => [container, containerOf(own, events)])),
    };
  }
  return subjects;
}

function isAttached(events: readonly ContainerEvent[]): boolean {
  return events.some((event) => event.type === 'subject' && event.kind === 'attached');
}

function containerOf(own: readonly ContainerEvent[], all: readonly HistoryEvent[]): ContainerAnalysis {
  const created = own.findLast((event) => event.type === 'subject');
  const lastState = own.findLast((event) => event.type === 'container-state');
  const exits = exitsOf(own);
  return {
    id: created?.id ?? '',
    image: created?.image ?? '',
    exits,
    incarnations: incarnationsOf(own, exits),
    health: own.flatMap((event) =>
      event.type === 'engine-event' && event.health !== undefined ? [{ status: event.health, atMs: event.atMs, seq: event.seq }] : [],
    ),
    restarts: restartsOf(own, all),
    ...(lastState === undefined ? {} : { lastState }),
  };
}
