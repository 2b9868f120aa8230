import { expect } from 'chai';
import fc from 'fast-check';
import { Schedule } from '../../../src/load/schedule.ts';
import type { RateStage } from '../../../src/scenario/scenario.ts';

function dueTimes(rate: number | readonly RateStage[], phase: number, n: number): number[] {
  const schedule = new Schedule(typeof rate === 'number' ? { ratePerSecond: rate } : { ratePerSecond: highest(rate), stages: rate }, phase);
  return Array.from({ length: n }, () => {
    const due = schedule.nextMs;
    schedule.advance();
    return due;
  });
}

function highest(stages: readonly RateStage[]): number {
  return Math.max(...stages.flatMap(({ fromPerSecond, toPerSecond }) => [fromPerSecond, toPerSecond]));
}

/** How many requests the stages ask for from the start until then: the areas of trapezia. */
function integral(stages: readonly RateStage[], untilMs: number): number {
  let sum = 0;
  let left = untilMs;
  for (const { fromPerSecond, toPerSecond, forMs } of stages) {
    const ms = Math.min(left, forMs);
    const reached = fromPerSecond + ((toPerSecond - fromPerSecond) * ms) / forMs;
    sum += (((fromPerSecond + reached) / 2) * ms) / 1000;
    left -= ms;
  }
  return sum + ((stages.at(-1)?.toPerSecond ?? 0) * left) / 1000;
}

const rates = fc.oneof(fc.constantFrom(0.1, 1, 10_000), fc.double({ min: 0.1, max: 2000, noNaN: true }));
const starts = fc.oneof({ weight: 4, arbitrary: rates }, { weight: 1, arbitrary: fc.constant(0) });
const lengths = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.double({ min: 0.5, max: 5000, noNaN: true }));
const manyStages = fc.array(fc.record({ fromPerSecond: starts, toPerSecond: rates, forMs: lengths }), { minLength: 1, maxLength: 5 });
const N = 4000;

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

  it('follows a ramp up and down, and keeps the rate it ended with', () => {
    const stages = [
      { fromPerSecond: 0, toPerSecond: 100, forMs: 2000 },
      { fromPerSecond: 100, toPerSecond: 10, forMs: 1000 },
    ];
    const due = dueTimes(stages, 0, 200);
    // 100 requests in the first stage, and request k when the area t² / 2 × 50/s² reaches it.
    expect(due[25]).to.be.closeTo(1000, 1e-9);
    expect(due[100]).to.be.closeTo(2000, 1e-9);
    expect(due.filter((ms) => ms >= 2000 && ms < 3000)).to.have.length(55);
    expect(due[156]! - due[155]!).to.be.closeTo(100, 1e-9);
  });

  it('has as many requests in any window as the rate adds up to, ±1', () => {
    fc.assert(
      fc.property(manyStages, fc.constantFrom(0, 0.5), fc.double({ min: 0, max: 1, noNaN: true }), (stages, phase, share) => {
        const due = dueTimes(stages, phase, N);
        const untilMs = due.at(-1)!;
        const fromMs = untilMs * share;
        const found = due.filter((ms) => ms >= fromMs && ms < untilMs).length;
        expect(found).to.be.closeTo(integral(stages, untilMs) - integral(stages, fromMs), 1 + 1e-6);
      }),
    );
  });

  it('gives every request the time at which the integral reaches its number, however many came before', () => {
    fc.assert(
      fc.property(manyStages, fc.constantFrom(0, 0.25, 0.5), (stages, phase) => {
        const off = dueTimes(stages, phase, N).map((ms, k) => Math.abs(integral(stages, ms) - k - phase));
        expect(Math.max(...off)).to.be.at.most(1e-6);
      }),
    );
  });

  it('never goes back, and never lets two streams collide', () => {
    fc.assert(
      fc.property(manyStages, (stages) => {
        const [first, second] = [dueTimes(stages, 0, N), dueTimes(stages, 0.5, N)];
        const together = first.flatMap((ms, k) => [ms, second[k]!]);
        // Half a request apart: at the highest rate that is never less than half of its interval.
        const gaps = together.slice(1).map((ms, index) => ms - together[index]!);
        expect(Math.min(...gaps)).to.be.at.least(500 / highest(stages) - 1e-6);
      }),
    );
  });

  it('is the constant schedule to the last bit when the stages never change the rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(0, 0.5), (rate, phase) => {
        const schedule = dueTimes(rate, phase, N);
        expect(schedule).to.deep.equal(Array.from({ length: N }, (_, k) => ((k + phase) * 1000) / rate));
      }),
      { numRuns: 50 },
    );
  });

  it('knows the highest rate of any part of its time, which bounds what is due in it', () => {
    fc.assert(
      fc.property(manyStages, fc.double({ min: 0, max: 30_000, noNaN: true }), (stages, fromMs) => {
        const schedule = new Schedule({ ratePerSecond: highest(stages), stages }, 0);
        const peak = schedule.peakPerSecond(fromMs, fromMs + 1000);
        expect(peak).to.be.at.most(highest(stages) + 1e-6);
        expect(integral(stages, fromMs + 1000) - integral(stages, fromMs)).to.be.at.most(peak + 1e-6);
      }),
    );
    const ramp = new Schedule({ ratePerSecond: 10, stages: [{ fromPerSecond: 0, toPerSecond: 10, forMs: 10_000 }] }, 0);
    expect([ramp.peakPerSecond(0, 1000), ramp.peakPerSecond(4000, 5000), ramp.peakPerSecond(9000, 20_000)]).to.deep.equal([1, 5, 10]);
  });
});
