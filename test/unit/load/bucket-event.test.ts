import { expect } from 'chai';
import { requestClasses, type LoadBucketEvent, type RequestClass } from '../../../src/history/load-bucket.ts';
import { decodeLoadRows } from '../../../src/history/load-rows.ts';
import { bucketEvent } from '../../../src/load/bucket-event.ts';
import { OpenBucket } from '../../../src/load/open-bucket.ts';
import { slipLimits } from '../../../src/load/slip-limits.ts';

interface Ended {
  readonly outcome?: RequestClass;
  readonly slipMs?: number;
  readonly latencyMs?: number;
  readonly version?: string;
}

const limits = slipLimits({ ratePerSecond: 100, timeoutMs: 500 });

function event(requests: readonly Ended[], stalledMs = 0): LoadBucketEvent {
  const bucket = new OpenBucket(2000, 3000, requests.length);
  for (const [k, { outcome = 'ok', slipMs = 1, latencyMs = 2, version }] of requests.entries()) {
    const row = bucket.add(2000 + k * 10);
    if (outcome !== 'unsent') bucket.sent(row, slipMs);
    bucket.end(row, outcome, latencyMs, version);
  }
  bucket.stalledMs = stalledMs;
  return bucketEvent({ load: 'users', stream: 'new' }, bucket, limits);
}

const hundred = (one: Ended): Ended[] => Array.from({ length: 100 }, () => one);

describe('the event of a bucket', () => {
  it('counts by class and by version, and holds every request', () => {
    const bucket = event([
      { version: '1' },
      { version: '2' },
      { outcome: 'refused' },
      { version: '1' },
      { outcome: 'bad-status', version: '2' },
    ]);
    expect(bucket).to.include({ load: 'users', stream: 'new', fromMs: 2000, untilMs: 3000, due: 5, ok: 3, failed: 2 });
    expect(bucket.errors).to.deep.equal({ refused: 1, 'bad-status': 1 });
    expect(bucket.versions).to.deep.equal({ '1': 2, '2': 2 });
    const rows = decodeLoadRows(bucket.rows);
    expect([...rows.dueUs]).to.deep.equal([0, 10_000, 20_000, 30_000, 40_000]);
    expect([...rows.class].map((code) => requestClasses[code])).to.deep.equal(['ok', 'ok', 'refused', 'ok', 'bad-status']);
    expect([...rows.version]).to.deep.equal([1, 2, 0, 1, 2]);
  });

  it('gives percentiles that were measured', () => {
    const bucket = event(Array.from({ length: 200 }, (_, k) => ({ latencyMs: k + 1, slipMs: 0.5 })));
    expect(bucket.latencyMs).to.deep.equal({ p50: 100, p99: 198, max: 200 });
    expect(bucket.slipMs).to.deep.equal({ p50: 0.5, p99: 0.5, max: 0.5 });
  });

  it('is evidence when a server fails, however badly', () => {
    expect(event(hundred({ outcome: 'timeout', latencyMs: 500 }))).to.not.have.property('spoiled');
    expect(event([])).to.not.have.property('spoiled');
  });

  it('is spoiled by slip, by requests that were not sent, and by a standstill', () => {
    expect(event(hundred({ slipMs: 20 }))).to.not.have.property('spoiled');
    expect(event(hundred({ slipMs: 20.1 })).spoiled).to.equal('requests left late: slip p99 20.1 ms, limit 20 ms');
    expect(event([{}, { outcome: 'unsent', latencyMs: 500 }]).spoiled).to.contain('1 of 2 requests were not sent');
    expect(event([{}], 125)).to.not.have.property('spoiled');
    expect(event([{}], 126).spoiled).to.equal('the load process stood still for 126 ms');
  });

  it('leaves requests that were not sent out of the latencies', () => {
    expect(event([{ latencyMs: 3 }, { outcome: 'unsent', latencyMs: 500 }]).latencyMs.max).to.equal(3);
  });

  it('keeps count of more versions than it can name', () => {
    const bucket = event(Array.from({ length: 400 }, (_, k) => ({ version: `build ${k} ${'x'.repeat(100)}` })));
    expect(Object.keys(bucket.versions)).to.have.length(251);
    expect(bucket.versions).to.have.property('other', 150);
    expect(() => decodeLoadRows(bucket.rows)).to.not.throw();
  });
});

describe('slip limits', () => {
  it('are one arrival interval, but no less than noise and no more than a tenth of the deadline', () => {
    const bucketMs = (ratePerSecond: number, timeoutMs: number): number => slipLimits({ ratePerSecond, timeoutMs }).bucketMs;
    expect(bucketMs(25, 500)).to.equal(40);
    expect(bucketMs(1, 500)).to.equal(50);
    expect(bucketMs(1000, 500)).to.equal(20);
    expect(bucketMs(1000, 100)).to.equal(10);
    expect(bucketMs(1000, 10)).to.equal(5);
  });
});
