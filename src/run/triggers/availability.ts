import { z } from 'zod';
import type { HistoryEvent } from '../../history/history-event.ts';
import type { LoadBucketEvent } from '../../history/load-bucket.ts';
import { duration } from '../../scenario/options/duration.ts';
import { share } from '../../scenario/options/share.ts';
import type { Trigger } from './trigger.ts';

const schema = z
  .strictObject({
    below: share(),
    over: duration().prefault('1s'),
    for: duration().prefault('0s').describe('How long it has been below without interruption.'),
  })
  .transform(({ over, for: forMs, ...rest }) => ({ ...rest, overMs: over, forMs }));

/**
 * The availability that a load's primary stream measured over the last full window is below a share, and has been for so long. What the harness
 * itself has spoiled says nothing: the window begins anew after it.
 */
export const availability = {
  name: 'availability',
  summary: 'The availability that a load measured over the last moments is below a percentage.',
  schema,
  of: 'load',
  matcher({ below, overMs, forMs }, of) {
    let stream: string | undefined;
    let window: readonly LoadBucketEvent[] = [];
    let belowSinceMs: number | undefined;
    return (event: HistoryEvent) => {
      if (event.type === 'load-started' && event.load === of) stream = event.streams[0];
      if (event.type === 'load-bucket' && event.load === of && event.stream === (stream ??= event.stream)) {
        window = event.spoiled === undefined ? [...window, event].filter(({ untilMs }) => untilMs > event.untilMs - overMs) : [];
        const isBelow = covers(window, overMs) && share01(window) < below;
        belowSinceMs = isBelow ? (belowSinceMs ?? event.untilMs) : undefined;
      }
      return belowSinceMs !== undefined && (window.at(-1)?.untilMs ?? 0) - belowSinceMs >= forMs - 1;
    };
  },
} as const satisfies Trigger<z.output<typeof schema>>;

/** Requests of one bucket may have been due up to a rounding error after it began. */
function covers(window: readonly LoadBucketEvent[], overMs: number): boolean {
  const [first, last] = [window[0], window.at(-1)];
  return first !== undefined && last !== undefined && last.untilMs - first.fromMs >= overMs - 1;
}

function share01(window: readonly LoadBucketEvent[]): number {
  const sum = (key: 'due' | 'ok') => window.reduce((total, bucket) => total + bucket[key], 0);
  return sum('due') === 0 ? 1 : sum('ok') / sum('due');
}
