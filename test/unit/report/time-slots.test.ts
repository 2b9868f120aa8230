import { expect } from 'chai';
import fc from 'fast-check';
import { TimeSlots } from '../../../src/report/time-slots.ts';

describe('TimeSlots', () => {
  const slots = new TimeSlots({ fromMs: 1000, untilMs: 2000 }, 10);

  it('finds the slot of an instant', () => {
    expect([1000, 1099, 1100, 1999, 2000].map((ms) => slots.slotOf(ms))).to.deep.equal([0, 0, 1, 9, 9]);
    expect([999, 2001, Number.NaN].map((ms) => slots.slotOf(ms))).to.deep.equal([undefined, undefined, undefined]);
  });

  it('finds every slot that a span touches', () => {
    expect(slots.slotsOf({ fromMs: 1150, untilMs: 1350 })).to.deep.equal([1, 2, 3]);
    expect(slots.slotsOf({ fromMs: 1100, untilMs: 1200 })).to.deep.equal([1]);
    expect(slots.slotsOf({ fromMs: 1150, untilMs: 1150 })).to.deep.equal([1]);
    expect(slots.slotsOf({ fromMs: 0, untilMs: 5000 })).to.have.length(10);
    expect(slots.slotsOf({ fromMs: 2001, untilMs: 3000 })).to.deep.equal([]);
    expect(slots.slotsOf({ fromMs: 0, untilMs: 999 })).to.deep.equal([]);
  });

  it('never names a slot that is not there', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3000, noNaN: true }), fc.double({ min: 0, max: 3000, noNaN: true }), (left, right) =>
        slots.slotsOf({ fromMs: Math.min(left, right), untilMs: Math.max(left, right) }).every((slot) => slot >= 0 && slot < 10),
      ),
    );
  });
});
