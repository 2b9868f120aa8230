import { z } from 'zod';
import type { HistoryEvent } from '../../history/history-event.ts';
import type { LoadBucketEvent } from '../../history/load-bucket.ts';
import { duration } from '../../scenario/options/duration.ts';
import { share } from '../../scenario/options/share.ts';
import type { Trigger } from './trigger.ts';

const schema = z
  .strictObject({ below: share(), over: duration().prefault('1s') })
  .transform(({ over, ...rest }) => ({ ...rest, overMs: over }));

/** The availability that a load's primary stream measured over the last full window is below a share. */
export const availability: Trigger<z.output<typeof schema>> = {
  name: 'availability',
  summary: 'The availability that a load measured over the last moments is below a percentage.',
  schema,
  of: 'load',
  matcher({ below, overMs }, of) {
    let stream: string | undefined;
    let window: LoadBucketEvent[] = [];
    return (event: HistoryEvent) => {
      if (event.type === 'load-started' && event.load === of) stream = event.streams[0];
      if (event.type === 'load-bucket' && event.load === of && event.stream === (stream ??= event.stream)) {
        window = [...window, event].filter(({ untilMs }) => untilMs > event.untilMs - overMs);
      }
      return covers(window, overMs) && share01(window) < below;
    };
  },
};

/** Requests of one bucket may have been due up to a rounding error after it began. */
function covers(window: readonly LoadBucketEvent[], overMs: number): boolean {
  const [first, last] = [window[0], window.at(-1)];
  return first !== undefined && last !== undefined && last.untilMs - first.fromMs >= overMs - 1;
}

function share01(window: readonly LoadBucketEvent[]): number {
  const sum = (key: 'due' | 'ok') => window.reduce((total, bucket) => total + bucket[key], 0);
  return sum('due') === 0 ? 1 : sum('ok') / sum('due');
}
