import { expect } from 'chai';
import fc from 'fast-check';
import { count, formatDuration, formatErrors, formatShare, formatTime } from '../../../src/report/format.ts';

describe('formatShare', () => {
  it('says 100% and 0% only when it is so', () => {
    expect(formatShare(1)).to.equal('100%');
    expect(formatShare(0)).to.equal('0%');
    expect(formatShare(0.99925)).to.equal('99.92%');
    expect(formatShare(0.999998)).to.equal('99.9998%');
    expect(formatShare(0.000001)).to.equal('0.0001%');
  });

  it('says when there is no share', () => {
    expect(formatShare(null)).to.equal('n/a');
    expect(formatShare(Number.NaN)).to.equal('n/a');
  });

  it('never calls a share with a failure 100%', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e9 }), (due) => formatShare((due - 1) / due) !== '100%'));
  });
});

describe('formatTime', () => {
  it('reads like a log', () => {
    expect(formatTime(2001.3)).to.equal('2.001s');
    expect(formatTime(62_500)).to.equal('1m 02.500s');
    expect(formatTime(59_999.6)).to.equal('1m 00.000s');
    expect(formatTime(-12)).to.equal('-0.012s');
    expect(formatTime(Number.NaN)).to.equal('?');
  });
});

describe('formatDuration', () => {
  it('takes the unit that suits', () => {
    expect(formatDuration(0.42)).to.equal('0.4 ms');
    expect(formatDuration(719.7)).to.equal('720 ms');
    expect(formatDuration(999.7)).to.equal('1 s');
    expect(formatDuration(34_210)).to.equal('34.2 s');
    expect(formatDuration(125_000)).to.equal('2 m 05 s');
    expect(formatDuration(Number.NaN)).to.equal('?');
  });
});

describe('formatErrors', () => {
  it('names one class, and counts several', () => {
    expect(formatErrors({ refused: 3 })).to.equal('refused');
    expect(formatErrors({ reset: 2, refused: 144 })).to.equal('refused 144, reset 2');
    expect(formatErrors({ reset: 0 })).to.equal('');
  });
});

describe('count', () => {
  it('knows one from many', () => {
    expect([count(1, 'check'), count(0, 'check'), count(2, 'box', 'boxes')]).to.deep.equal(['1 check', '0 checks', '2 boxes']);
  });
});
