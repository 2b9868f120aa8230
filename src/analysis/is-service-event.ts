import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';

/** The events that say what happened to a Swarm service. */
export type ServiceEventOf = HistoryEventOf<'service'> | HistoryEventOf<'task'> | HistoryEventOf<'rollout'>;

/** Returns whether an event says what happened to a Swarm service. */
export function isServiceEvent(event: HistoryEvent): event is ServiceEventOf {
  return event.type === 'service' || event.type === 'task' || event.type === 'rollout';
}
