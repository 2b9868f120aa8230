import { expect } from 'chai';
import fc from 'fast-check';
import type { LoadBucketEvent } from '../../../src/history/load-bucket.ts';
import { decodeLoadRows } from '../../../src/history/load-rows.ts';
import { Schedule } from '../../../src/load/schedule.ts';
import { StreamRecorder } from '../../../src/load/stream-recorder.ts';
import type { RateStage } from '../../../src/scenario/scenario.ts';

/** Returns the buckets of all requests due in that time, each sent `slipMs` late and answered a millisecond later. */
function record(stages: readonly RateStage[], untilMs: number, slipMs: number): { due: number; buckets: LoadBucketEvent[] } {
  const schedule = new Schedule({ ratePerSecond: 1, stages }, 0);
  const buckets: LoadBucketEvent[] = [];
  const emit = (bucket: LoadBucketEvent) => {
    buckets.push(bucket);
  };
  const recorder = new StreamRecorder({ load: 'users', stream: 'new', startMs: 500, timeoutMs: 1000, schedule, emit });
  let due = 0;
  while (schedule.nextMs < untilMs) {
    const bucket = recorder.bucketAt(schedule.nextMs);
    const row = bucket.add(500 + schedule.nextMs);
    bucket.sent(row, slipMs);
    bucket.end(row, 'ok', slipMs + 1, undefined);
    schedule.advance();
    due += 1;
  }
  recorder.stop(500 + untilMs);
  return { due, buckets };
}

describe('the buckets of a load with stages', () => {
  it('are spoiled by a slip that is long for the rate they have', () => {
    const stages = [
      { fromPerSecond: 2, toPerSecond: 2, forMs: 2000 },
      { fromPerSecond: 2, toPerSecond: 100, forMs: 1000 },
    ];
    const { buckets } = record(stages, 4000, 80);
    // The limit is a tenth of the deadline at first, and 20 ms as soon as 100/s are reached.
    expect(buckets.map(({ spoiled }) => spoiled !== undefined)).to.deep.equal([false, false, true, true]);
    expect(buckets[3]?.spoiled).to.contain('limit 20 ms');
  });

  it('have room for every request, whatever the rate does inside them', () => {
    const rate = fc.oneof(fc.constantFrom(0.1, 1, 999.9), fc.double({ min: 0.1, max: 500, noNaN: true }));
    const stage = fc.record({ fromPerSecond: rate, toPerSecond: rate, forMs: fc.integer({ min: 1, max: 1500 }) });
    fc.assert(
      fc.property(fc.array(stage, { minLength: 1, maxLength: 6 }), (stages) => {
        const { due, buckets } = record(stages, 5000, 0);
        expect(buckets.reduce((sum, bucket) => sum + bucket.ok, 0)).to.equal(due);
        for (const bucket of buckets) {
          const { n, dueUs } = decodeLoadRows(bucket.rows);
          expect(dueUs).to.have.length(n);
          expect(bucket.fromMs + (dueUs[n - 1] ?? 0) / 1000).to.be.at.most(bucket.untilMs + 0.001);
        }
      }),
    );
  });
});
