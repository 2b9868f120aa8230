import type { LoadBucketEvent } from '../../src/history/load-bucket.ts';
import { built } from './built.ts';

export const RATE_PER_SECOND = 500;
export const STREAMS = ['new', 'keep-alive'] as const;
const INTERVAL_MS = 1000 / RATE_PER_SECOND;
const LIMITS = { bucketMs: 20, requestMs: 250 };
/** Nobody answers for the first of so many seconds. */
const OUTAGE_EVERY_S = 500;

/**
 * Yields what a load of 500/s on both streams leaves in a history, made by the code that a run makes it with: a bucket of each stream a second.
 * Most requests take one or two milliseconds, a few take long, and sometimes nobody answers.
 */
export async function* syntheticBuckets(seconds: number): AsyncGenerator<LoadBucketEvent> {
  const { OpenBucket } = await built('load/open-bucket');
  const { bucketEvent } = await built('load/bucket-event');
  const random = randomNumbers();
  for (let second = 0; second < seconds; second += 1) {
    for (const [index, stream] of STREAMS.entries()) {
      const fromMs = second * 1000;
      const bucket = new OpenBucket(fromMs, fromMs + 1000, RATE_PER_SECOND + 1);
      const down = second > 0 && second % OUTAGE_EVERY_S === 0;
      for (let request = 0; request < RATE_PER_SECOND; request += 1) {
        const row = bucket.add(fromMs + (request + index / 2) * INTERVAL_MS);
        bucket.sent(row, 0.05 + random() * 0.4);
        // 1 ms at least, 5 ms or more for one in a hundred.
        bucket.end(row, down ? 'refused' : 'ok', down ? 0.6 : 1 / (1 - random()) ** 0.35, down ? undefined : '1');
      }
      yield bucketEvent({ load: 'users', stream }, bucket, LIMITS);
    }
  }
}

/** The same numbers each time: Numerical Recipes' generator. */
function randomNumbers(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
