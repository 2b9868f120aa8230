import { expect } from 'chai';
import fc from 'fast-check';
import type { Outage } from '../../../src/analysis/analysis.ts';
import { requestClasses } from '../../../src/history/load-bucket.ts';
import { HistoryBuilder, type TestLoad } from '../support/history-builder.ts';
import type { TestRequest } from '../support/load-rows-of.ts';

type Fate = Omit<TestRequest, 'dueMs'> | undefined;

function outagesOf(fate: (dueMs: number, row: number) => Fate, options: TestLoad = {}): readonly Outage[] {
  return new HistoryBuilder().load(fate, options).analyse().load['users']?.streams[0]?.outages ?? [];
}

/** What a server that answers in 1 ms does with a request due at `dueMs`, given that it stands still in the window. */
function stalled(dueMs: number, { fromMs, untilMs }: { fromMs: number; untilMs: number }, timeoutMs: number): Fate {
  if (dueMs + 1 <= fromMs || dueMs >= untilMs) return undefined;
  const latencyMs = untilMs + 1 - dueMs;
  return latencyMs > timeoutMs ? { class: 'timeout', latencyMs: timeoutMs } : { latencyMs };
}

const between = (fromMs: number, untilMs: number, dueMs: number) => dueMs >= fromMs && dueMs < untilMs;

describe('outages', function () {
  this.timeout(60_000);

  it('last from the first failed due time to the first good one when requests are refused', () => {
    const [outage, ...others] = outagesOf((dueMs) => (between(2000, 2500, dueMs) ? { class: 'refused' } : undefined));
    expect(others).to.deep.equal([]);
    expect(outage).to.deep.include({
      fromMs: 2000,
      untilMs: 2500,
      durationMs: 500,
      failed: 50,
      errors: { refused: 50 },
      open: false,
      estimator: 'due',
    });
    expect(outage?.uncertaintyMs).to.be.closeTo(11, 1e-6);
  });

  it('are one when the way of failing changes, as it does when a container is replaced', () => {
    const [outage, ...others] = outagesOf((dueMs) => {
      if (between(2000, 2060, dueMs) || between(2400, 2450, dueMs)) return { class: 'reset' };
      return between(2060, 2400, dueMs) ? { class: 'refused' } : undefined;
    });
    expect(others).to.deep.equal([]);
    expect(outage).to.deep.include({ durationMs: 450, errors: { reset: 11, refused: 34 } });
  });

  it('last to the first good completion when requests time out', () => {
    const [outage, ...others] = outagesOf((dueMs) => stalled(dueMs, { fromMs: 2000, untilMs: 3200 }, 500));
    expect(others).to.deep.equal([]);
    expect(outage).to.deep.include({ fromMs: 2000, estimator: 'completion', open: false });
    expect(outage?.durationMs).to.be.closeTo(1201, 0.01);
  });

  it('stay one when requests due before the first good completion failed again', () => {
    const [outage, ...others] = outagesOf((dueMs) => {
      if (between(2000, 2300, dueMs)) return { class: 'timeout', latencyMs: 500 };
      if (between(2300, 2400, dueMs)) return { latencyMs: 2800 - dueMs };
      return between(2400, 2500, dueMs) ? { class: 'reset' } : undefined;
    });
    expect(others).to.have.length(0);
    expect(outage).to.deep.include({ fromMs: 2000, errors: { timeout: 30, reset: 10 }, failed: 40, estimator: 'completion' });
  });

  it('are as many as there were failures when each was over before the next, however late it was seen', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 2, max: 7, noNaN: true }), { minLength: 31, maxLength: 31 }), (latencies) => {
        const outages = outagesOf(
          (_, row) => ({ class: row % 4 === 0 && row < 480 ? 'bad-status' : 'ok', latencyMs: latencies[row % latencies.length] ?? 1 }),
          { ratePerSecond: 500, untilMs: 1000 },
        );
        expect(outages.map(({ failed, durationMs }) => [failed, Math.round(durationMs)])).to.deep.equal(outages.map(() => [1, 2]));
        expect(outages).to.have.length(120);
      }),
      { numRuns: 10 },
    );
  });

  it('are two when a good answer came after the first failure had been seen, though it was asked for before', () => {
    const seenLate = (goodLatencyMs: number) =>
      outagesOf(
        (dueMs) => {
          if (dueMs === 2000) return { class: 'reset', latencyMs: 25 };
          if (dueMs === 2010 || dueMs === 2020) return { latencyMs: goodLatencyMs };
          return between(2030, 2100, dueMs) ? { class: 'refused', latencyMs: 0.2 } : undefined;
        },
        { untilMs: 4000 },
      );
    expect(seenLate(4)).to.have.length(1);
    expect(seenLate(7)).to.have.length(2);
  });

  it('that are one may have ended when the last of their failures was known to be over', () => {
    // Reset at 2065 by a short trouble, after another one had come and gone.
    const [outage, ...others] = outagesOf((dueMs) => {
      if (dueMs === 2000) return { class: 'reset', latencyMs: 65 };
      return between(2020, 2050, dueMs) ? { class: 'closed-early', latencyMs: 0.2 } : undefined;
    });
    expect(others).to.deep.equal([]);
    expect(outage).to.deep.include({ fromMs: 2000, untilMs: 2050 });
    expect(outage?.endLaterMs).to.be.at.least(2070 - 2050);
  });

  it('are neither made nor ended by requests that the harness never sent', () => {
    expect(outagesOf((dueMs) => (between(2000, 2500, dueMs) ? { class: 'unsent' } : undefined))).to.deep.equal([]);
    const [outage, ...others] = outagesOf((dueMs) => {
      if (between(2200, 2300, dueMs)) return { class: 'unsent' };
      return between(2000, 2500, dueMs) ? { class: 'refused' } : undefined;
    });
    expect(others).to.deep.equal([]);
    expect(outage).to.deep.include({ durationMs: 500, failed: 40, errors: { refused: 40 } });
  });

  it('are as many as there are timeouts when every fourth request waits in vain and all others are answered as usual', () => {
    const fate = (_: number, row: number): Fate => (row >= 200 && row % 4 === 0 ? { class: 'timeout', latencyMs: 500 } : { latencyMs: 20 });
    const outages = outagesOf(fate, { ratePerSecond: 500, untilMs: 3000 });
    expect(outages).to.have.length(325);
    for (const { durationMs, failed, uncertaintyMs } of outages) {
      expect(failed).to.equal(1);
      expect(durationMs).to.be.at.most(2 + uncertaintyMs);
    }
  });

  it('are open when nothing succeeded again before the end', () => {
    const [outage] = outagesOf((dueMs) => (dueMs >= 5000 ? { class: 'refused' } : undefined));
    expect(outage).to.deep.include({ open: true, fromMs: 5000, untilMs: 5991 });
  });

  it('are none when nothing failed or nothing was measured', () => {
    expect(outagesOf(() => undefined)).to.deep.equal([]);
    expect(outagesOf(() => undefined, { untilMs: 0 })).to.deep.equal([]);
  });

  it('hold every failed request exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...requestClasses), { minLength: 200, maxLength: 200 }), (classes) => {
        const outages = outagesOf((_, row) => ({ class: classes[row] ?? 'ok', latencyMs: classes[row] === 'timeout' ? 500 : 1 }), {
          untilMs: 2000,
        });
        const failures = classes.filter((name) => name !== 'ok' && name !== 'unsent');
        expect(outages.reduce((total, { failed }) => total + failed, 0)).to.equal(failures.length);
        for (const name of new Set(failures)) {
          const counted = outages.reduce((total, { errors }) => total + (errors[name] ?? 0), 0);
          expect(counted).to.equal(failures.filter((other) => other === name).length);
        }
        for (const [index, { fromMs, untilMs }] of outages.entries()) {
          expect(fromMs).to.be.at.most(untilMs);
          expect(untilMs).to.be.at.most(outages[index + 1]?.fromMs ?? Infinity);
        }
      }),
      { numRuns: 200 },
    );
  });
});
