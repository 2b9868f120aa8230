import { expect } from 'chai';
import { ClockWatch } from '../../../src/clock/clock-watch.ts';
import { clockWarnings } from '../../../src/run/harness-monitor.ts';

const DAY_MS = 86_400_000;

/** Returns what a second reading, a second later by the monotonic clock, tells when the other clocks are so far ahead of it. */
function jump({ uptimeMs = 0, wallMs = 0 }) {
  const watch = new ClockWatch();
  expect(watch.observe({ monotonicMs: 5, uptimeMs: 70, wallMs: 20_000 * DAY_MS })).to.deep.equal({ suspendedMs: 0, steppedMs: 0 });
  return watch.observe({ monotonicMs: 1005, uptimeMs: 1070 + uptimeMs, wallMs: 20_000 * DAY_MS + 1000 + wallMs });
}

describe('the watch on the clocks', () => {
  it('is silent while they go alike', () => {
    expect(jump({ uptimeMs: -10, wallMs: 40 })).to.deep.equal({ suspendedMs: 0, steppedMs: 0 });
    expect(clockWarnings(jump({}))).to.deep.equal([]);
  });

  it('notices that the wall clock was set, forward or back', () => {
    expect(jump({ wallMs: 3200 })).to.deep.equal({ suspendedMs: 0, steppedMs: 3200 });
    expect(clockWarnings(jump({ wallMs: 3200 }))[0]).to.include({ code: 'wall-clock-set' });
    expect(clockWarnings(jump({ wallMs: -3200 }))[0]!.message).to.contain('set back by 3.2 s');
  });

  it('notices that the machine was suspended, which moves the wall clock along', () => {
    expect(jump({ uptimeMs: 60_000, wallMs: 60_000 })).to.deep.equal({ suspendedMs: 60_000, steppedMs: 0 });
    expect(clockWarnings(jump({ uptimeMs: 60_000, wallMs: 60_000 }))).to.have.length(1);
  });

  it('tells the two apart when both happened, and each only once', () => {
    expect(jump({ uptimeMs: 60_000, wallMs: 50_000 })).to.deep.equal({ suspendedMs: 60_000, steppedMs: -10_000 });
    const watch = new ClockWatch();
    watch.observe({ monotonicMs: 0, uptimeMs: 0, wallMs: 0 });
    watch.observe({ monotonicMs: 1000, uptimeMs: 9000, wallMs: 9000 });
    expect(watch.observe({ monotonicMs: 2000, uptimeMs: 10_000, wallMs: 10_000 })).to.deep.equal({ suspendedMs: 0, steppedMs: 0 });
  });
});
