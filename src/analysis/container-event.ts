import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';

/** The events that say what happened to a container. */
export type ContainerEvent =
  HistoryEventOf<'subject'> | HistoryEventOf<'container-state'> | HistoryEventOf<'engine-event'> | HistoryEventOf<'autoheal'>;

/** Returns whether an event says what happened to a container. */
export function isContainerEvent(event: HistoryEvent): event is ContainerEvent {
  return event.type === 'subject' || event.type === 'container-state' || event.type === 'engine-event' || event.type === 'autoheal';
}
