import { expect } from 'chai';
import fc from 'fast-check';
import type { StreamAnalysis } from '../../../src/analysis/analysis.ts';
import { figures } from '../../../src/analysis/figures.ts';
import { requestClasses } from '../../../src/history/load-bucket.ts';
import { HistoryBuilder } from '../support/history-builder.ts';
import type { TestRequest } from '../support/load-rows-of.ts';

type Fate = Omit<TestRequest, 'dueMs'> | undefined;

function streamOf(fate: (dueMs: number, row: number) => Fate, untilMs = 6000): StreamAnalysis {
  const stream = new HistoryBuilder().load(fate, { untilMs }).analyse().load['users']?.streams[0];
  if (stream === undefined) throw new Error('no stream');
  return stream;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('figures', () => {
  it('counts what was due in the window, by class', () => {
    const stream = streamOf((dueMs) => (dueMs >= 2000 && dueMs < 2500 ? { class: 'refused' } : undefined));
    expect(figures(stream)).to.deep.include({ due: 600, ok: 550, failed: 50, errors: { refused: 50 } });
    expect(figures(stream, { fromMs: 2000, untilMs: 3000 })).to.deep.include({ due: 100, ok: 50, failed: 50, availability: 0.5 });
    expect(figures(stream, { fromMs: 3000, untilMs: 3000 })).to.deep.include({ due: 0, availability: Number.NaN });
  });

  it('does not count a request that was never sent as failed', () => {
    const { due, ok, failed, availability, errors, schedule } = figures(streamOf((_, row) => (row < 60 ? { class: 'unsent' } : undefined)));
    expect({ due, ok, failed, availability, errors }).to.deep.equal({ due: 600, ok: 540, failed: 0, availability: 1, errors: {} });
    expect(schedule.unsent).to.equal(60);
  });

  it('takes percentiles over answers and timeouts, so that a quick refusal does not look fast', () => {
    const fates: readonly Fate[] = [
      { latencyMs: 10 },
      { latencyMs: 20 },
      { class: 'timeout', latencyMs: 503 },
      { class: 'refused', latencyMs: 0.1 },
    ];
    const { latencyMs } = figures(streamOf((_, row) => fates[row], 40));
    expect(latencyMs).to.deep.equal({ p50: 20, p90: 500, p99: 500, p999: 500, max: 500 });
    expect(figures(streamOf(() => ({ class: 'refused' }), 40)).latencyMs.p50).to.be.NaN;
  });

  it('counts versions, and how late requests left', () => {
    const { versions, schedule } = figures(
      streamOf((_, row) => ({ version: row < 400 ? '1' : '2', ...(row % 50 === 0 ? { slipMs: 60 } : {}) })),
    );
    expect(versions).to.deep.equal({ '1': 400, '2': 200 });
    expect(schedule).to.deep.equal({ slipP99Ms: 60, late: 12, unsent: 0 });
  });

  it('keeps counting when every answer tells another version', () => {
    const { versions } = figures(streamOf((_, row) => ({ version: `v${row}` })));
    expect(Object.keys(versions)).to.have.length(255);
    expect(sum(Object.values(versions))).to.equal(600);
  });

  it('adds up over any partition into windows: no request is lost or counted twice', () => {
    const fate = fc.record({
      class: fc.constantFrom(...requestClasses),
      latencyMs: fc.integer({ min: 0, max: 500 }),
      version: fc.constantFrom('1', '2'),
    });
    fc.assert(
      fc.property(
        fc.array(fate, { minLength: 300, maxLength: 300 }),
        fc.array(fc.double({ min: 0, max: 3000, noNaN: true }), { maxLength: 6 }),
        (fates, cuts) => {
          const stream = streamOf((_, row) => fates[row], 3000);
          const edges = [0, ...cuts.toSorted((left, right) => left - right), 3000];
          const parts = edges.slice(1).map((untilMs, index) => figures(stream, { fromMs: edges[index] ?? 0, untilMs }));
          const whole = figures(stream);
          for (const key of ['due', 'ok', 'failed'] as const) expect(sum(parts.map((part) => part[key]))).to.equal(whole[key]);
          expect(whole.due).to.equal(whole.ok + whole.failed + whole.schedule.unsent);
          expect(whole.failed).to.equal(sum(Object.values(whole.errors)));
          for (const version of ['1', '2']) {
            expect(sum(parts.map((part) => part.versions[version] ?? 0))).to.equal(whole.versions[version] ?? 0);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
