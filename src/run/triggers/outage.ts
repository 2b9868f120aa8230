import { z } from 'zod';
import type { HistoryEvent } from '../../history/history-event.ts';
import { requestClasses, type LoadBucketEvent } from '../../history/load-bucket.ts';
import { decodeLoadRows } from '../../history/load-rows.ts';
import { duration } from '../../scenario/options/duration.ts';
import type { Trigger } from './trigger.ts';

const OK = requestClasses.indexOf('ok');

const schema = z.strictObject({ longer: duration() }).transform(({ longer }) => ({ longerMs: longer }));

/** Every request of a load's primary stream has failed for longer than this. What the harness itself has spoiled ends an outage. */
export const outage = {
  name: 'outage',
  summary: 'Every request of a load has failed for longer than a time.',
  schema,
  of: 'load',
  matcher({ longerMs }, of) {
    let stream: string | undefined;
    let sinceMs: number | undefined;
    let untilMs = 0;
    return (event: HistoryEvent) => {
      if (event.type === 'load-started' && event.load === of) stream = event.streams[0];
      if (event.type === 'load-bucket' && event.load === of && event.stream === (stream ??= event.stream) && event.due > 0) {
        sinceMs = event.spoiled === undefined ? failingSince(event, sinceMs) : undefined;
        ({ untilMs } = event);
      }
      return sinceMs !== undefined && untilMs - sinceMs > longerMs;
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;

/** Returns when the failed requests began that go on at the end of the bucket; undefined when its last request was answered. */
function failingSince(bucket: LoadBucketEvent, beforeMs: number | undefined): number | undefined {
  if (bucket.ok === 0) return beforeMs ?? bucket.fromMs;
  if (bucket.failed === 0) return undefined;
  // Where requests are not kept one by one, those next to one that ended otherwise are.
  const { n, dueUs, class: classes } = decodeLoadRows(bucket.rows);
  let row = n;
  while (row > 0 && classes[row - 1] !== OK) row -= 1;
  return row === n ? undefined : bucket.fromMs + (dueUs[row] ?? 0) / 1000;
}
