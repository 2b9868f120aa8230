import { expect } from 'chai';
import fc from 'fast-check';
import { medianInterval, RUNS_FOR_INTERVAL } from '../../../src/analysis/median-interval.ts';

describe('medianInterval', () => {
  it('says that few runs are too few, and how sure they make one', () => {
    expect(medianInterval([3, 1, 2])).to.deep.equal({ n: 3, median: 2, low: 1, high: 3, confidence: 0.75, enough: false });
    expect(medianInterval([7])).to.deep.equal({ n: 1, median: 7, low: 7, high: 7, confidence: 0, enough: false });
    expect(medianInterval([])).to.deep.include({ n: 0, median: Number.NaN, confidence: 0, enough: false });
  });

  it('has enough from six runs on', () => {
    expect(medianInterval([1, 2, 3, 4, 5]).enough).to.equal(false);
    const six = medianInterval([1, 2, 3, 4, 5, 6]);
    expect(six).to.deep.include({ median: 3.5, low: 1, high: 6, enough: true });
    expect(six.confidence).to.be.closeTo(1 - 2 / 64, 1e-12);
    expect(RUNS_FOR_INTERVAL).to.equal(6);
  });

  it('leaves out extremes as soon as it may: the ranks that tables of the sign test give', () => {
    const ranks = (n: number) => {
      const { low, high } = medianInterval(Array.from({ length: n }, (_, index) => index + 1));
      return [low, high];
    };
    expect([8, 9, 12, 17, 20, 50].map(ranks)).to.deep.equal([
      [1, 8],
      [2, 8],
      [3, 10],
      [5, 13],
      [6, 15],
      [18, 33],
    ]);
  });

  it('contains the truth as often as it says, whatever the distribution', () => {
    const next = lcg(42);
    // Mostly nothing, sometimes a lot, as outages are: the median of this is 1.
    const draw = () => (next() < 0.5 ? next() : 1 + 1000 * next() ** 4);
    const rounds = 4000;
    const hits = Array.from({ length: rounds }, () => medianInterval(Array.from({ length: 12 }, draw))).filter(
      ({ low, high }) => low <= 1 && 1 <= high,
    );
    expect(hits.length / rounds).to.be.closeTo(medianInterval(Array.from({ length: 12 }, () => 0)).confidence, 0.01);
  });

  it('does not depend on the order of the runs', () => {
    // A comparison takes -0 for 0, deep.equal does not.
    const figure = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1, maxLength: 40 }), (values) => {
        const interval = medianInterval(values);
        expect(medianInterval(values.toReversed())).to.deep.equal(interval);
        expect(interval.low).to.be.at.most(interval.high);
        expect(interval.confidence).to.be.within(0, 1);
      }),
    );
  });
});

/** A seeded sequence of numbers from 0 to 1: the test must not depend on luck. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
