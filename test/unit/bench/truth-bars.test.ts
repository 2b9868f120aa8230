import { expect } from 'chai';
import type { Comparison } from '../../../bench/truth/comparison.ts';
import { summarise } from '../../../bench/truth/summarise.ts';
import { truthBars } from '../../../bench/truth/truth-bars.ts';
import { truthTables } from '../../../bench/truth/truth-tables.ts';

const conditions = {
  date: '2026-01-01',
  machine: 'a machine',
  repetitions: 3,
  seconds: 10,
  timeoutMs: 1000,
  toolRate: 500,
  missing: [],
};

function run(repetition: number, ok: number, errorMs = 1, more: Partial<Comparison> = {}): Comparison {
  return {
    fault: '503',
    tool: 'faultline 100/s new',
    repetition,
    ratePerSecond: 100,
    durationMs: 10_000,
    truth: { availability: 0.8, p99Ms: 1, longestOutageMs: 2000 },
    reported: { ok, failed: 1000 - ok, p99Ms: 3, longestOutageMs: 2000 + errorMs },
    cpuMs: 1000,
    outages: { edges: [{ edge: 'start', errorMs, statedMs: 5 }], missed: 0, extra: 0, extraCertainMs: 0 },
    schedule: { slipP99Ms: 1, unsent: 0, spoiledBuckets: 0 },
    ...more,
  };
}

const tool = (repetition: number): Comparison => ({
  fault: '503',
  tool: 'wrk',
  repetition,
  ratePerSecond: 500,
  durationMs: 10_000,
  truth: { availability: 0.8, p99Ms: 1, longestOutageMs: 2000 },
  reported: { ok: 900, failed: 100, p99Ms: null, longestOutageMs: null },
  cpuMs: 500,
});

const results = (runs: readonly Comparison[]): string[] => truthBars(runs).map(({ result }) => result);

describe('truthBars', () => {
  it('asks for 0.2 points in the median, and every edge inside', () => {
    expect(results([run(1, 800), run(2, 801), run(3, 820)])).to.deep.equal(['met', 'met']);
    expect(results([run(1, 803), run(2, 803), run(3, 800)])).to.deep.equal(['missed', 'met']);
    // One interval of 100/s and 10 ms, or what was stated.
    expect(results([run(1, 800, 20), run(2, 800, -20)])).to.deep.equal(['met', 'met']);
    expect(results([run(1, 800), run(2, 800, 20.1)])).to.deep.equal(['met', 'missed']);
    const stated = run(1, 800, 30, {
      outages: { edges: [{ edge: 'end', errorMs: 30, statedMs: 31 }], missed: 0, extra: 0, extraCertainMs: 0 },
    });
    expect(results([stated])).to.deep.equal(['met', 'met']);
  });

  it('asks that none is missed or invented', () => {
    for (const wrong of [
      { missed: 1, extra: 0, extraCertainMs: 0 },
      { missed: 0, extra: 1, extraCertainMs: 0 },
    ]) {
      expect(results([run(1, 800, 1, { outages: { edges: [], ...wrong } })])).to.deep.equal(['met', 'missed']);
    }
  });

  it('asks of one backend of four that no outage is longer for certain than one request', () => {
    const fourth = (extraCertainMs: number): Comparison =>
      run(1, 800, 1, { fault: 'one-of-four', outages: { edges: [], missed: 0, extra: 5, extraCertainMs } });
    expect(results([fourth(20)])).to.deep.equal(['met', 'met']);
    expect(results([fourth(20.1)])).to.deep.equal(['met', 'missed']);
  });

  it('decides nothing on measurements that call themselves spoiled', () => {
    const spoiled = run(1, 700, 99, { schedule: { slipP99Ms: 80, unsent: 3, spoiledBuckets: 1 } });
    expect(results([spoiled])).to.deep.equal(['undecided', 'undecided']);
    expect(results([spoiled, run(2, 800)])).to.deep.equal(['met', 'met']);
    expect(truthBars([spoiled, run(2, 800)])[0]?.measured).to.contain('1 of 2 measurements called themselves spoiled');
  });

  it('is about faultline alone', () => {
    expect(truthBars([tool(1)])).to.deep.equal([]);
  });
});

describe('summarise', () => {
  it('tells medians and ranges of reported minus true', () => {
    const [own, other] = summarise([run(1, 790), run(2, 800), run(3, 820), tool(1)]);
    expect(own?.availabilityErrorPoints).to.include({ n: 3, median: 0 });
    expect(own?.availabilityErrorPoints?.lowest).to.be.closeTo(-1, 1e-9);
    expect(own?.availabilityErrorPoints?.highest).to.be.closeTo(2, 1e-9);
    expect(own?.longestOutageErrorMs?.median).to.equal(1);
    expect(own?.cpuShare?.median).to.equal(0.1);
    expect(other?.longestOutageErrorMs).to.equal(undefined);
    // 1000 of 500/s × 10 s failed, of which it told 100.
    expect(other?.failuresMissed?.median).to.be.closeTo(0.9, 1e-9);
  });

  it('counts runs that gave up', () => {
    const [summary] = summarise([tool(1), { ...tool(2), reported: null }]);
    expect(summary).to.include({ runs: 2, gaveUp: 1 });
    expect(summary?.availabilityErrorPoints?.n).to.equal(1);
  });
});

describe('truthTables', () => {
  it('writes what a tool cannot tell, and never a number in its place', () => {
    const runs = [run(1, 800), tool(1)];
    const text = truthTables(summarise(runs), truthBars(runs), conditions);
    expect(text).to.contain('| wrk | +10.00 [+10.00…+10.00] | cannot tell | cannot tell | 90 % | 5 % |');
    expect(text).to.contain('| faultline 100/s new | 0.00 [0.00…0.00] | +1 [+1…+1] | +2 [+2…+2] | 0 % | 10 % |');
    expect(text).to.not.contain('NaN');
  });
});
