import { expect } from 'chai';
import fc from 'fast-check';
import { growthBetween, shiftInterval } from '../../../src/analysis/shift-interval.ts';

describe('shiftInterval', () => {
  it('needs four values on each side, or more on one', () => {
    const sure = (n: number, m: number) =>
      shiftInterval(
        Array.from({ length: n }, (_, index) => index),
        Array.from({ length: m }, (_, index) => index),
      );
    expect(sure(1, 1)).to.deep.equal({ shift: 0, low: 0, high: 0, confidence: 0, enough: false });
    expect(sure(3, 3)).to.include({ low: -2, high: 2, enough: false }).and.to.have.property('confidence').that.is.closeTo(0.9, 1e-9);
    // 2 ÷ C(8, 4), and of 5 and 5 the third smallest of the 25 differences: tables of U have 2 as the critical value.
    expect(sure(4, 4).confidence).to.be.closeTo(1 - 2 / 70, 1e-9);
    expect(sure(4, 4).enough).to.equal(true);
    expect(sure(3, 5).enough).to.equal(true);
    expect(shiftInterval([10, 20, 30, 40, 50], [10, 20, 30, 40, 50]).low).to.equal(-30);
  });

  it('says by how much groups differ that lie apart', () => {
    const interval = shiftInterval([100, 110, 120, 130], [500, 510, 520, 530]);
    expect(interval).to.include({ shift: 400, low: 370, high: 430, enough: true });
    expect(shiftInterval([500, 510, 520, 530], [100, 110, 120, 130])).to.include({ shift: -400, low: -430, high: -370 });
  });

  it('holds groups for equal that are, and includes 0 when they mix', () => {
    expect(shiftInterval([0, 0, 0, 0], [0, 0, 0, 0])).to.include({ shift: 0, low: 0, high: 0 });
    const mixed = shiftInterval([100, 300, 500, 700], [200, 400, 600, 650]);
    expect(mixed.low).to.be.below(0);
    expect(mixed.high).to.be.above(0);
  });

  it('takes what never ended for longer than anything, and two of those for equal', () => {
    expect(shiftInterval([100, 110, 120, 130], [Infinity, Infinity, Infinity, Infinity])).to.include({ shift: Infinity, low: Infinity });
    expect(shiftInterval([Infinity, Infinity, Infinity, Infinity], [Infinity, Infinity, Infinity, Infinity])).to.include({
      low: 0,
      high: 0,
    });
  });

  it('is nothing without values', () => {
    expect(shiftInterval([], [1])).to.deep.equal({ shift: Number.NaN, low: Number.NaN, high: Number.NaN, confidence: 0, enough: false });
  });

  it('counts growth in shares', () => {
    expect(shiftInterval([100, 100, 100, 100], [120, 120, 130, 130], growthBetween).low).to.be.closeTo(0.2, 1e-9);
    expect(growthBetween(0, 5)).to.equal(Infinity);
    expect(growthBetween(0, 0)).to.equal(0);
  });

  it('moves with its values, turns around with its groups, and agrees with the normal distribution where it takes over', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, values, fc.integer({ min: -500, max: 500 }), (left, right, shift) => {
        const one = shiftInterval(left, right);
        const moved = shiftInterval(
          left,
          right.map((value) => value + shift),
        );
        const turned = shiftInterval(right, left);
        expect([moved.low, moved.high]).to.deep.equal([one.low + shift, one.high + shift]);
        expect(turned.low + one.high).to.equal(0);
      }),
    );
    const even = (n: number) => Array.from({ length: n }, (_, index) => index / n);
    expect(shiftInterval(even(50), even(50)).low).to.be.closeTo(shiftInterval(even(51), even(51)).low, 0.01);
  });

  it('keeps its word: the true difference lies outside in no more than 5 % of all trials', () => {
    let state = 7;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    let outside = 0;
    for (let trial = 0; trial < 2000; trial += 1) {
      const left = Array.from({ length: 5 }, () => random() ** 4);
      const right = Array.from({ length: 6 }, () => random() ** 4 + 0.3);
      const { low, high } = shiftInterval(left, right);
      if (low > 0.3 || high < 0.3) outside += 1;
    }
    expect(outside).to.be.within(20, 115);
  });
});
