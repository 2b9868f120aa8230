import { expect } from 'chai';
import { compareOutages } from '../../../bench/truth/compare-outages.ts';

const truth = [
  { fromMs: 1000, untilMs: 2000 },
  { fromMs: 5000, untilMs: 5050 },
];

describe('compareOutages', () => {
  it('tells each edge reported minus true, with what was stated for it', () => {
    const { edges, missed, extra } = compareOutages(
      [
        { fromMs: 1003, untilMs: 1998, uncertaintyMs: 10 },
        { fromMs: 4998, untilMs: 5052, uncertaintyMs: 4, startEarlierMs: 1, startLaterMs: 2, endEarlierMs: 3, endLaterMs: 0 },
      ],
      truth,
    );
    expect({ missed, extra }).to.deep.equal({ missed: 0, extra: 0 });
    expect(edges).to.deep.equal([
      { edge: 'start', errorMs: 3, statedMs: 10 },
      { edge: 'end', errorMs: -2, statedMs: 10 },
      // Reported before the truth: the truth is later than the start, and earlier than the end.
      { edge: 'start', errorMs: -2, statedMs: 2 },
      { edge: 'end', errorMs: 2, statedMs: 3 },
    ]);
  });

  it('counts what was missed, invented, or told in two pieces', () => {
    const outage = (fromMs: number, untilMs: number) => ({ fromMs, untilMs, uncertaintyMs: 1 });
    expect(compareOutages([], truth)).to.deep.equal({ edges: [], missed: 2, extra: 0, extraCertainMs: 0 });
    expect(compareOutages([outage(3000, 3100)], [])).to.deep.equal({ edges: [], missed: 0, extra: 1, extraCertainMs: 98 });
    const split = compareOutages([outage(1000, 1200), outage(1300, 2000)], truth.slice(0, 1));
    expect(split).to.include({ missed: 0, extra: 1 });
    expect(split.edges[0]).to.include({ errorMs: 300 });
  });

  it('takes for one what may have lasted until the next began, as it was told', () => {
    const first = { fromMs: 1000, untilMs: 1994, uncertaintyMs: 9, startEarlierMs: 2, startLaterMs: 2, endEarlierMs: 2, endLaterMs: 7 };
    const next = (fromMs: number) => [first, { fromMs, untilMs: fromMs + 4, uncertaintyMs: 2 }];
    expect(compareOutages(next(1998), truth.slice(0, 1))).to.include({ missed: 0, extra: 0, extraCertainMs: 0 });
    expect(compareOutages(next(2002), truth.slice(0, 1)), 'after all that was stated').to.include({ missed: 0, extra: 1 });
  });
});
