import { expect } from 'chai';
import { baselineOf, type Machine } from '../../../bench/speed/baseline.ts';
import { changeText, compareWithBaseline } from '../../../bench/speed/compare-with-baseline.ts';
import type { Figure } from '../../../bench/speed/figure.ts';
import { summarise } from '../../../bench/speed/summary.ts';

const machine: Machine = { processors: '2 × a', memoryGb: 8, kernel: 'Linux 6', node: 'v20' };
const other: Machine = { ...machine, node: 'v22' };

function figureOf(repetitions: number[][], peer?: number[][]): Figure {
  const figure = { what: 'read', unit: 'ms' as const, statistic: 'median' as const, repetitions };
  return peer === undefined ? figure : { ...figure, peer: { name: 'parse', repetitions: peer } };
}

function change(before: Figure, now: Figure, at = machine): ReturnType<typeof compareWithBaseline> {
  return compareWithBaseline(summarise('analysis', now), baselineOf([summarise('analysis', before)], machine, '2026-01-01'), at);
}

describe('compareWithBaseline', () => {
  it('says how many times worse a figure became, and that repetitions do not explain it', () => {
    const result = change(figureOf([[100], [101], [100]]), figureOf([[150], [151], [150]]));
    expect(result).to.deep.equal({ before: 100, factor: 1.5, beyondNoise: true });
    expect(changeText(result)).to.equal('**+50 % worse**');
  });

  it('calls what is faster better', () => {
    expect(changeText(change(figureOf([[100], [101], [100]]), figureOf([[50], [50], [50]])))).to.equal('−50 % better');
  });

  it('calls a change noise that is no larger than the repetitions differ, then or now', () => {
    const [steady, shaky] = [figureOf([[100], [100], [100]]), figureOf([[90], [120], [150]])];
    expect(changeText(change(steady, shaky))).to.equal('+20 % (noise)');
    expect(changeText(change(shaky, figureOf([[150], [150], [150]])))).to.equal('+25 % (noise)');
  });

  it('takes a few percent for noise, however well the repetitions agree', () => {
    expect(change(figureOf([[100], [100]]), figureOf([[104], [104]]))?.beyondNoise).to.equal(false);
  });

  it('does not judge what was measured once', () => {
    expect(changeText(change(figureOf([[100]]), figureOf([[200], [200]])))).to.equal('+100 % (noise unknown)');
  });

  it('compares ratios where there are any, so that a slower machine is no change', () => {
    const result = change(figureOf([[100], [100]], [[50], [50]]), figureOf([[300], [300]], [[150], [150]]), other);
    expect(result).to.deep.equal({ before: 2, factor: 1, beyondNoise: false });
  });

  it('compares nothing without a ratio across machines', () => {
    expect(change(figureOf([[100], [100]]), figureOf([[300], [300]]), other)).to.equal(undefined);
    expect(change(figureOf([[100], [100]]), figureOf([[300], [300]]), machine)?.factor).to.equal(3);
  });

  it('compares nothing with a figure that has lost or gained its peer, or is new', () => {
    expect(change(figureOf([[100]], [[50]]), figureOf([[100]]))).to.equal(undefined);
    expect(change({ ...figureOf([[100]]), what: 'something else' }, figureOf([[100]]))).to.equal(undefined);
    expect(compareWithBaseline(summarise('analysis', figureOf([[100]])), undefined, machine)).to.equal(undefined);
  });
});
