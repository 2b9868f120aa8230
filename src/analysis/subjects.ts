import type { HistoryEvent } from '../history/history-event.ts';
import type { ContainerAnalysis, SubjectAnalysis } from './analysis.ts';
import { isContainerEvent, type ContainerEvent } from './container-event.ts';
import { exitsOf } from './exits.ts';
import { groupBy } from './group-by.ts';
import { incarnationsOf } from './incarnations.ts';
import { recordOf } from './record-of.ts';
import { restartsOf } from './restarts.ts';
import { serviceOf } from './service-analysis.ts';
import { isServiceEvent, type ServiceEventOf } from './is-service-event.ts';
import { withTaskExits } from './task-containers.ts';

/** Returns what happened to each subject's containers and tasks, in the order in which the history first names them. */
export function subjectsOf(events: readonly HistoryEvent[]): Record<string, SubjectAnalysis> {
  const own = events.filter((event) => isContainerEvent(event) || isServiceEvent(event));
  const subjects = [...groupBy(own, ({ subject }) => subject)].map(([name, all]) => [name, subjectOf(all, events)] as const);
  return recordOf(subjects);
}

function subjectOf(own: readonly (ContainerEvent | ServiceEventOf)[], all: readonly HistoryEvent[]): SubjectAnalysis {
  const containerEvents = own.filter((event) => isContainerEvent(event));
  const serviceEvents = own.filter((event) => isServiceEvent(event));
  const slots = slotsOf(own);
  const containers = recordOf(
    [...groupBy(containerEvents, ({ container }) => container)].map(
      ([name, events]) => [name, containerOf(events, all, slots.get(name))] as const,
    ),
  );
  const kind = kindOf(own);
  if (serviceEvents.length === 0) return { kind, containers };
  const service = serviceOf(serviceEvents, containerEvents);
  return { kind, containers: withTaskExits(containers, service), service };
}

function kindOf(own: readonly (ContainerEvent | ServiceEventOf)[]): SubjectAnalysis['kind'] {
  const kinds = own.flatMap((event) => (event.type === 'subject' || event.type === 'service' ? [event.kind] : []));
  const service = kinds.find((kind) => kind.endsWith('service')) ?? (own.some(isServiceEvent) ? 'service' : undefined);
  return service ?? (kinds.includes('attached') ? 'attached' : 'container');
}

/** Returns the slot of each container that belongs to a task. */
function slotsOf(own: readonly (ContainerEvent | ServiceEventOf)[]): ReadonlyMap<string, string> {
  return new Map(
    own.flatMap((event) => {
      if (event.type !== 'subject' && event.type !== 'task') return [];
      const { task, container } = event;
      return task === undefined || container === undefined ? [] : [[container, task] as const];
    }),
  );
}

function containerOf(own: readonly ContainerEvent[], all: readonly HistoryEvent[], task: string | undefined): ContainerAnalysis {
  const created = own.findLast((event) => event.type === 'subject');
  const lastState = own.findLast((event) => event.type === 'container-state');
  const exits = exitsOf(own, task);
  return {
    ...(task === undefined ? {} : { task }),
    id: created?.id ?? '',
    image: created?.image ?? '',
    imageId: created?.imageId ?? '',
    exits,
    incarnations: incarnationsOf(own, exits),
    health: own.flatMap((event) =>
      event.type === 'engine-event' && event.health !== undefined ? [{ status: event.health, atMs: event.atMs, seq: event.seq }] : [],
    ),
    restarts: restartsOf(own, all),
    ...(lastState === undefined ? {} : { lastState }),
  };
}
