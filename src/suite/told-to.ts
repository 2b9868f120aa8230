import type { HistoryEvent } from '../history/history-event.ts';
import type { EventSink } from '../run/recorder.ts';

/** Returns the journal, with a listener that is told every event once it is appended. */
export function toldTo(journal: EventSink, onEvent: ((event: HistoryEvent) => void) | undefined): EventSink {
  if (onEvent === undefined) return journal;
  return {
    get events() {
      return journal.events;
    },
    append(entry) {
      const event = journal.append(entry);
      onEvent(event);
      return event;
    },
  };
}
