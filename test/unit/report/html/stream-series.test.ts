import { expect } from 'chai';
import { figures } from '../../../../src/analysis/figures.ts';
import { OTHER_VERSIONS, streamSeries } from '../../../../src/report/html/stream-series.ts';
import { HistoryBuilder, type TestLoad } from '../../support/history-builder.ts';

type Fate = Parameters<HistoryBuilder['load']>[0];

function series(fate: Fate, options: TestLoad = {}) {
  const analysis = new HistoryBuilder().load(fate, options).ended().analyse();
  const stream = analysis.load['users']!.streams[0]!;
  return { stream, ...streamSeries(stream, analysis.windows.run!) };
}

const sum = (column: readonly number[] = []) => column.reduce((total, n) => total + n, 0);

describe('streamSeries', () => {
  it('gives each of a few requests a slot that begins when it is due', () => {
    const { edgesMs, due, classes } = series((dueMs) => (dueMs === 2000 ? { class: 'reset' } : undefined));
    expect(due).to.have.length(600);
    expect(new Set(due)).to.deep.equal(new Set([1]));
    expect(edgesMs[200]).to.be.closeTo(2000, 0.01);
    expect(edgesMs.at(-1)).to.be.closeTo(6000, 0.01);
    expect(classes.reset?.indexOf(1)).to.equal(200);
    expect(Object.keys(classes)).to.have.members(['ok', 'reset']);
  });

  it('counts many requests in slots of as many each, and loses none', () => {
    const { stream, due, classes } = series((dueMs) => (dueMs > 2000 && dueMs < 2500 ? { class: 'refused' } : undefined), {
      ratePerSecond: 1000,
    });
    expect(due.length).to.be.within(350, 700);
    expect(new Set(due.slice(0, -1)).size).to.equal(1);
    const { ok, errors } = figures(stream);
    expect(sum(classes.ok)).to.equal(ok);
    expect(sum(classes.refused)).to.equal(errors.refused);
  });

  it('follows a rate that changes: slots are as long as requests are apart', () => {
    const stages = [{ fromPerSecond: 10, toPerSecond: 100, forMs: 6000 }];
    const { edgesMs, due } = series(() => undefined, { ratePerSecond: 100, stages });
    expect(new Set(due)).to.deep.equal(new Set([1]));
    const lengths = edgesMs.slice(1).map((edge, slot) => edge - edgesMs[slot]!);
    expect(lengths[0]).to.be.above(60);
    expect(lengths.at(-2)).to.be.below(12);
  });

  it('has latencies only where there was an answer or a timeout', () => {
    const { p50Ms, p99Ms } = series((dueMs) =>
      dueMs < 1000 ? { class: 'refused' } : dueMs < 2000 ? { class: 'timeout' } : { latencyMs: 7 },
    );
    expect([p50Ms[0], p99Ms[0], p50Ms[150], p50Ms[300]]).to.deep.equal([null, null, 500, 7]);
  });

  it('adds up the rarer ones of many versions', () => {
    const { versions } = series((_, row) => ({ version: row < 300 ? 'most' : `v${row % 20}` }));
    expect(Object.keys(versions)).to.have.length(6).and.include('most').and.include(OTHER_VERSIONS);
    expect(Object.values(versions).reduce((all, column) => all + sum(column), 0)).to.equal(600);
  });

  it('is empty where no request was due', () => {
    const { due } = series(() => undefined, { fromMs: 0, untilMs: 0 });
    expect(due).to.deep.equal([0]);
  });
});
