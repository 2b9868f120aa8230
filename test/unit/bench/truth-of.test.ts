import { expect } from 'chai';
import fc from 'fast-check';
import type { BadKind, BadWindow } from '../../../bench/truth/bad-window.ts';
import { truthOf } from '../../../bench/truth/truth-of.ts';

const options = { durationMs: 10_000, timeoutMs: 1000, serviceMs: 1 };

function window(kind: BadKind, fromMs: number, untilMs: number, delayMs?: number): BadWindow {
  return { kind, fromMs, untilMs, ...(delayMs === undefined ? {} : { delayMs }) };
}

describe('truthOf', () => {
  it('is all good without a window', () => {
    expect(truthOf([], options)).to.deep.equal({ availability: 1, p99Ms: 1, outages: [], longestOutageMs: 0 });
  });

  for (const kind of ['reset', 'fin', '503', 'truncated'] as const) {
    it(`counts whoever arrives in a window of ${kind} as failed, at once`, () => {
      const truth = truthOf([window(kind, 2000, 4500)], options);
      expect(truth.availability).to.be.closeTo(0.75, 1e-9);
      expect(truth.outages).to.deep.equal([{ fromMs: 2000, untilMs: 4500 }]);
      expect(truth.longestOutageMs).to.equal(2500);
      expect(truth.p99Ms).to.be.closeTo(1, 0.01);
    });
  }

  for (const kind of ['refused', 'killed'] as const) {
    it(`counts those too that ${kind} tore from their work`, () => {
      // Arrivals from 1999 on are still being worked on at 2000.
      expect(truthOf([window(kind, 2000, 4500)], options).availability).to.be.closeTo(0.7499, 1e-9);
    });
  }

  it('serves those in time who arrive within one deadline before the end of a stall', () => {
    const truth = truthOf([window('stall', 2000, 4500)], options);
    // Fail: 1999 (would have been answered at 2000) until 3500 (waits 1000).
    expect(truth.availability).to.be.closeTo(1 - 1.501 / 10, 1e-9);
    expect(truth.outages).to.deep.equal([{ fromMs: 2000, untilMs: 4500 }]);
    expect(truth.p99Ms).to.be.closeTo(1000, 0.2);
  });

  it('lets a suspended process begin its work only when it goes on', () => {
    // A request that arrives at 3500 is answered at 4501.
    expect(truthOf([window('stopped', 2000, 4500)], options).availability).to.be.closeTo(1 - 1.502 / 10, 1e-9);
  });

  it('lets a process that went on serve in turn who waited', () => {
    const behind = { ...window('stopped', 2000, 4500), caughtUpMs: 4600 };
    // Each ms of arrivals takes 0.04 ms of its 100: who arrives at 3563.54 comes to turn at 4562.54 and is answered at 4563.54, just in time.
    expect(truthOf([behind], options).availability).to.be.closeTo(1 - (3563.5416667 - 1999) / options.durationMs, 1e-9);
    expect(truthOf([behind], options).outages).to.deep.equal([{ fromMs: 2000, untilMs: 4500 }]);
  });

  it('knows that nobody fails in a standstill shorter than the deadline', () => {
    const truth = truthOf([window('stall', 2000, 2900)], options);
    expect(truth).to.include({ availability: 1, longestOutageMs: 0 });
    // A hundredth of all is 100 ms of arrivals: those that waited longest, 800 to 900 ms.
    expect(truth.p99Ms).to.be.closeTo(800, 1.5);
  });

  it('tells slow replies before the deadline from those after it', () => {
    const before = truthOf([window('slow', 2000, 4500, 950)], options);
    expect(before).to.include({ availability: 1, longestOutageMs: 0 });
    expect(before.p99Ms).to.be.closeTo(950, 0.1);
    const after = truthOf([window('slow', 2000, 4500, 1050)], options);
    expect(after.availability).to.be.closeTo(0.75, 1e-9);
    expect(after).to.include({ longestOutageMs: 2500, p99Ms: 1000 });
  });

  it('takes a quarter of the users for one backend of four, and calls it no outage', () => {
    const truth = truthOf([window('fourth', 2000, 6000)], options);
    expect(truth.availability).to.be.closeTo(0.9, 1e-9);
    expect(truth.outages).to.deep.equal([]);
  });

  it('keeps windows apart that flap', () => {
    const windows = Array.from({ length: 20 }, (_, flap) => window('503', 1000 + flap * 100, 1050 + flap * 100));
    const truth = truthOf(windows, options);
    expect(truth.availability).to.be.closeTo(0.9, 1e-9);
    expect(truth.outages).to.have.length(20);
    expect(truth.longestOutageMs).to.equal(50);
  });

  it('agrees with a simulation of users one by one', () => {
    const kinds = fc.constantFrom<BadKind>('stall', 'stopped', 'refused', 'killed', 'reset', '503', 'slow', 'fourth');
    const scenario = fc.tuple(
      kinds,
      fc.integer({ min: 100, max: 4000 }),
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 2, max: 2000 }),
    );
    fc.assert(
      fc.property(scenario, ([kind, fromMs, lengthMs, delayMs]) => {
        const bad = window(kind, fromMs, fromMs + lengthMs, delayMs);
        const users = 20_000;
        let served = 0;
        for (let user = 0; user < users; user += 1) served += isServed(bad, ((user + 0.5) / users) * options.durationMs);
        expect(truthOf([bad], options).availability).to.be.closeTo(served / users, 2e-4);
      }),
      { numRuns: 30 },
    );
  });
});

/** What a user gets who arrives then: told again, in the words of the server. */
function isServed({ kind, fromMs, untilMs, delayMs = 0 }: BadWindow, atMs: number): number {
  const inside = atMs >= fromMs && atMs < untilMs;
  const usualMs = atMs + options.serviceMs;
  const caught = inside || (usualMs >= fromMs && usualMs < untilMs);
  switch (kind) {
    case 'refused':
    case 'killed':
      return inside || (atMs < fromMs && usualMs >= fromMs) ? 0 : 1;
    case 'stall':
      return usualMs >= fromMs && usualMs < untilMs && untilMs - atMs > options.timeoutMs ? 0 : 1;
    case 'stopped':
      return caught && untilMs + (inside ? options.serviceMs : 0) - atMs > options.timeoutMs ? 0 : 1;
    case 'slow':
      return inside && delayMs > options.timeoutMs ? 0 : 1;
    case 'fourth':
      return inside ? 0.75 : 1;
    case 'reset':
    case 'fin':
    case '503':
    case 'truncated':
      return inside ? 0 : 1;
  }
}
