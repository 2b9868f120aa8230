import { expect } from 'chai';
import { steadyPart } from '../../../bench/memory/steady-part.ts';

const MINUTE_MS = 60_000;
/** A reading a second of what grows by `mbPerHour`, with the saw teeth of collections. */
const readings = (minutes: number, mbPerHour: number) =>
  Array.from({ length: minutes * 60 }, (_, second) => ({ atMs: second * 1000, mb: 100 + (mbPerHour * second) / 3600 + (second % 20) }));

describe('the steady part of a memory measurement', () => {
  it('tells growth, whatever the collections are like', () => {
    const { mbPerHour, minutes } = steadyPart(readings(60, 6), 0, Infinity);
    expect(mbPerHour).to.be.closeTo(6, 0.2);
    expect(minutes).to.have.length(60);
  });

  it('tells that nothing grows, also when one minute was different', () => {
    const spoiled = readings(30, 0).map(({ atMs, mb }) => ({ atMs, mb: atMs > 28 * MINUTE_MS ? mb + 40 : mb }));
    const { mbPerHour, firstMb, lastMb } = steadyPart(spoiled, 0, Infinity);
    expect(mbPerHour).to.be.closeTo(0, 0.2);
    expect(lastMb).to.be.closeTo(firstMb, 1);
  });

  it('does not look before and after', () => {
    const all = [
      { atMs: 0, mb: 900 },
      ...readings(10, 0).map((one) => ({ ...one, atMs: one.atMs + MINUTE_MS })),
      { atMs: 700_000, mb: 900 },
    ];
    const { lastMb, minutes } = steadyPart(all, MINUTE_MS, 11 * MINUTE_MS);
    expect(minutes).to.have.length(10);
    expect(lastMb).to.be.below(120);
  });
});
