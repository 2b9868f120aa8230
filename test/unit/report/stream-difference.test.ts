import { expect } from 'chai';
import type { LoadResult } from '../../../src/report/run-result.ts';
import { streamDifference } from '../../../src/report/stream-difference.ts';

type Stream = NonNullable<LoadResult['streams']['new']>;

const edges = { startEarlierMs: 1, startLaterMs: 0, endEarlierMs: 1, endLaterMs: 0 };
const outage = {
  ...edges,
  fromMs: 0,
  untilMs: 1,
  durationMs: 1,
  uncertaintyMs: 1,
  failed: 1,
  errors: {},
  open: false,
  estimator: 'due',
} as const;

/** A stream of which so many requests failed. */
function stream(n: number, errors: Stream['errors'] = {}, more: Partial<Stream> = {}): Stream {
  const failed = Object.values(errors).reduce((sum, count) => sum + count, 0);
  return {
    due: n,
    ok: n - failed,
    failed,
    availability: (n - failed) / n,
    errors,
    latencyMs: { p50: 1, p90: 2, p99: 3, p999: 4, max: 5 },
    versions: {},
    schedule: { slipP99Ms: 0.2, late: 0, unsent: 0 },
    outages: failed === 0 ? [] : [outage],
    windows: {},
    spoiled: [],
    ...more,
  };
}

const difference = (fresh: Stream, kept: Stream) => streamDifference({ streams: { new: fresh, 'keep-alive': kept } });
const said = (fresh: Stream, kept: Stream) => difference(fresh, kept)?.sentences.join(' ');

describe('streamDifference', () => {
  it('knows a listener that was down while established connections were served', () => {
    const found = difference(stream(3000, { refused: 1002 }), stream(3000));
    expect(found?.differs).to.equal(true);
    expect(found?.sentences).to.have.length(1);
    expect(found?.sentences[0]).to.contain('Nobody listened').and.contain('new connections 66.6%, keep-alive 100%');
  });

  it('knows kept connections that were cut, and such that hung', () => {
    expect(said(stream(3000), stream(3000, { reset: 20 }))).to.contain('Established connections were cut');
    expect(said(stream(3000), stream(3000, { timeout: 600, reset: 3 }))).to.contain('Established connections hung');
  });

  it('calls a pause of everything alike, whatever the edges of the outage cost', () => {
    const found = difference(stream(3000, { timeout: 437 }), stream(3000, { timeout: 442 }));
    expect(found?.differs).to.equal(false);
    expect(found?.sentences[0]).to.contain('hit alike');
    expect(difference(stream(3000, { refused: 2 }), stream(3000))?.differs).to.equal(false);
    expect(difference(stream(3000, { refused: 3 }), stream(3000))?.differs).to.equal(true);
  });

  it('does not explain by one cause what both suffer from', () => {
    expect(said(stream(3000, { refused: 900 }), stream(3000, { timeout: 300 }))).to.contain(
      'Both streams failed, new connections more often',
    );
    expect(said(stream(3000, { refused: 300 }), stream(3000, { timeout: 900 }))).to.contain(
      'Both streams failed, kept connections more often',
    );
  });

  it('sees a version being drained in answers that never failed, and none where both get the same', () => {
    const fresh = stream(1200, {}, { versions: { 1: 250, 2: 950 } });
    const text = said(fresh, stream(1200, {}, { versions: { 1: 900, 2: 300 } }));
    expect(text).to.contain('stayed with version 1 (75% of its answers, against 20.83% on new connections)').and.contain('led to 2');
    expect(difference(fresh, stream(1200, {}, { versions: { 1: 252, 2: 948 } }))?.differs).to.equal(false);
    expect(difference(fresh, stream(1200))?.differs).to.equal(false);
  });

  it('tells what a connection costs only when it is much', () => {
    const slow = { latencyMs: { p50: 31, p90: 40, p99: 50, p999: 50, max: 50 } };
    expect(said(stream(100, {}, slow), stream(100))).to.contain('Opening a connection takes about 30 ms of the median 31 ms');
    expect(said(stream(100, {}, slow), stream(100, {}, slow))).not.to.contain('Opening');
  });

  it('says that they agree when nothing failed', () => {
    expect(said(stream(100), stream(100))).to.equal('Both streams agree: new and established connections were served alike.');
  });

  it('says nothing about a single stream, or one that sent nothing', () => {
    expect(streamDifference({ streams: { new: stream(100, { refused: 50 }) } })).to.equal(undefined);
    expect(difference(stream(100), { ...stream(100), ok: 0 })).to.equal(undefined);
  });
});
