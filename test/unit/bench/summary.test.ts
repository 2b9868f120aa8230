import { expect } from 'chai';
import { summarise } from '../../../bench/speed/summary.ts';

const figure = { what: 'read', unit: 'ms', statistic: 'median' } as const;

describe('summarise', () => {
  it('takes all repetitions together, and divides by the peer', () => {
    const summary = summarise('analysis', { ...figure, repetitions: [[4, 6], [5]], peer: { name: 'parse', repetitions: [[2], [3]] } });
    expect(summary).to.include({ benchmark: 'analysis', median: 5, p99: 6, n: 3, ratio: 2 });
    expect(summary.peer).to.deep.equal({ name: 'parse', value: 2.5 });
  });

  it('takes no noise from what disturbed a repetition and its peer alike', () => {
    const peer = { name: 'parse', repetitions: [[1], [2], [1]] };
    expect(summarise('analysis', { ...figure, repetitions: [[10], [20], [10]], peer }).noise).to.equal(0);
  });

  it('takes the range of the repetitions for the noise where the peer is one number', () => {
    const peer = { name: 'the columns alone', repetitions: [[10]] };
    expect(summarise('history', { ...figure, repetitions: [[18], [20], [22]], peer }).noise).to.be.closeTo(0.2, 1e-9);
  });

  it('knows no noise from a single repetition', () => {
    expect(summarise('analysis', { ...figure, repetitions: [[1, 2, 3]] })).not.to.have.property('noise');
  });

  it('compares the p99 where that is asked for', () => {
    const slow = { ...figure, statistic: 'p99' as const, repetitions: [[1, 1, 8]], peer: { name: 'docker kill', repetitions: [[3, 4]] } };
    expect(summarise('dispatch', slow)).to.include({ median: 1, p99: 8, ratio: 2 });
  });

  it('refuses a figure without values', () => {
    expect(() => summarise('analysis', { ...figure, repetitions: [[]] })).to.throw('Nothing was measured.');
  });
});
