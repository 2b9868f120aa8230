import { expect } from 'chai';
import fc from 'fast-check';
import { Schedule } from '../../../src/load/schedule.ts';

function dueTimes(rate: number, phase: number, n: number): number[] {
  const schedule = new Schedule(rate, phase);
  return Array.from({ length: n }, () => {
    const due = schedule.nextMs;
    schedule.advance();
    return due;
  });
}

describe('schedule', () => {
  it('is fixed by the rate and the phase', () => {
    expect(dueTimes(200, 0, 3)).to.deep.equal([0, 5, 10]);
    expect(dueTimes(200, 0.5, 3)).to.deep.equal([2.5, 7.5, 12.5]);
    expect(dueTimes(0.5, 0, 2)).to.deep.equal([0, 2000]);
  });

  it('has exactly rate × duration requests in every whole number of seconds, at any rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3 }), (rate, seconds) => {
        const due = dueTimes(rate, 0, rate * seconds + 1);
        expect(due.filter((ms) => ms < seconds * 1000)).to.have.length(rate * seconds);
      }),
      { numRuns: 40 },
    );
  });
});
