import type { HistoryEvent } from '../history/history-event.ts';
import type { Recorder } from '../run/recorder.ts';

/** Yields every event of a history from its beginning, and those to come as they are written, until the run has ended. */
export async function* followEvents(recorder: Pick<Recorder, 'events' | 'subscribe'>): AsyncGenerator<HistoryEvent, void, undefined> {
  const waiting: HistoryEvent[] = [...recorder.events];
  let wake: () => void = () => undefined;
  const unsubscribe = recorder.subscribe((event) => {
    waiting.push(event);
    wake();
  });
  try {
    for (;;) {
      const event = waiting.shift();
      if (event === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      yield event;
      if (event.type === 'run-ended') return;
    }
  } finally {
    unsubscribe();
  }
}
