import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { monotonicOffsetMs } from '../../../src/clock/monotonic-offset.ts';
import { RealClock } from '../../../src/clock/real-clock.ts';

describe('the offset between two readings of the monotonic clock', () => {
  it('lets both tell the same instant', () => {
    const clock = new RealClock();
    const offsetMs = monotonicOffsetMs(clock.originNs);
    // Each is read between two readings of the other.
    for (let look = 0; look < 100; look += 1) {
      const before = clock.now();
      const between = performance.now() + offsetMs;
      expect(between).to.be.within(before - 0.5, clock.now() + 0.5);
    }
  });

  it('is as exact in a process that has never looked at a clock', () => {
    const module = new URL('../../../src/clock/monotonic-offset.ts', import.meta.url).href;
    const script = `
      import { monotonicOffsetMs } from ${JSON.stringify(module)};
      const originNs = process.hrtime.bigint();
      const offsetMs = monotonicOffsetMs(originNs);
      const errors = Array.from({ length: 100 }, () => {
        const before = Number(process.hrtime.bigint() - originNs) / 1e6;
        const between = performance.now() + offsetMs;
        const after = Number(process.hrtime.bigint() - originNs) / 1e6;
        return Math.max(0, before - between, between - after);
      });
      process.stdout.write(String(errors.toSorted((left, right) => left - right)[50]));`;
    const ofMedian = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(Number(ofMedian)).to.be.lessThan(0.5);
  });
});
