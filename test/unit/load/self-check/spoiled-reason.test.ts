import { expect } from 'chai';
import { cpuGroupOf, throttledOf } from '../../../../src/load/self-check/cgroup-throttle.ts';
import type { HarnessReading, HarnessSpent } from '../../../../src/load/self-check/harness-reading.ts';
import { HarnessMeter } from '../../../../src/load/self-check/harness-meter.ts';
import { HarnessWatch } from '../../../../src/load/self-check/harness-watch.ts';
import { LostTime } from '../../../../src/load/self-check/lost-time.ts';
import { spoiledReason, wasSuspended, type SelfCheckFigures } from '../../../../src/load/self-check/spoiled-reason.ts';
import { slipLimits } from '../../../../src/load/slip-limits.ts';

const limits = slipLimits({ ratePerSecond: 100, timeoutMs: 500 });
const idle: HarnessSpent = { forMs: 1000, ranMs: 50, waitedMs: 5, throttledMs: 0, stolenMs: 0, suspendedMs: 0 };
const healthy: SelfCheckFigures = {
  due: 100,
  unsent: 0,
  slipP99Ms: 1,
  tooLateMs: 0,
  stalledMs: 0,
  behindMs: 0,
  shortages: new Set(),
  spent: idle,
};
const reason = (figures: Partial<SelfCheckFigures>, spent: Partial<HarnessSpent> = {}) =>
  spoiledReason({ ...healthy, ...figures, spent: { ...idle, ...spent } }, limits);

describe('the reason why a bucket is spoiled', () => {
  it('is empty for a healthy one, and for one without readings', () => {
    expect(reason({})).to.equal('');
    expect(spoiledReason({ ...healthy, spent: undefined }, limits)).to.equal('');
  });

  it('names the cause of a standstill, and what helps', () => {
    const stall = { stalledMs: 400 };
    expect(reason(stall)).to.contain('stood still for 400 ms').and.to.contain('SIGSTOP');
    expect(reason(stall, { waitedMs: 240 })).to.contain('other processes had the processors');
    expect(reason(stall, { waitedMs: 240, throttledMs: 230 })).to.contain('CPU quota');
    expect(reason(stall, { stolenMs: 210 })).to.contain('hypervisor');
    expect(reason(stall, { ranMs: 390 }))
      .to.contain('itself busy')
      .and.to.contain('keep-alive');
  });

  it('explains all of the time in which nothing was sent, not only what a request may lose', () => {
    const stopped = { unsent: 100, slipP99Ms: 0, tooLateMs: 2000 };
    expect(reason(stopped, { ranMs: 200 }), 'busy only with what had to be done afterwards').to.contain('SIGSTOP');
    expect(reason(stopped, { ranMs: 1100 })).to.contain('itself busy');
  });

  it('is starvation also when it came in pieces too small to be a standstill', () => {
    expect(reason({}, { waitedMs: 250 })).to.equal('');
    expect(reason({}, { waitedMs: 251 }))
      .to.contain('waited 25 % of the time')
      .and.to.contain('leave one to faultline');
    expect(reason({}, { throttledMs: 600, waitedMs: 1200 }))
      .to.contain('waited 100 % of the time')
      .and.to.contain('CPU quota');
  });

  it('is also the burst that an earlier standstill left behind', () => {
    expect(reason({ behindMs: 20 })).to.equal('');
    expect(reason({ behindMs: 21 })).to.equal(
      'for 21 ms requests waited behind what the load process had sent all at once, because it had stood still',
    );
  });

  it('is the shortage when there was one', () => {
    const text = reason({ unsent: 4, shortages: new Set(['EADDRNOTAVAIL']) });
    expect(text).to.contain('4 of 100 requests were not sent').and.to.contain('ip_local_port_range');
    expect(text).to.not.contain('SIGSTOP');
  });

  it('is the suspended machine, whose broken connections are nobody else’s fault', () => {
    expect(reason({}, { suspendedMs: 99 })).to.equal('');
    expect(reason({ slipP99Ms: 30 }, { suspendedMs: 30_000 }))
      .to.contain('suspended for 30.0 s')
      .and.to.not.contain('SIGSTOP');
    expect(wasSuspended({ ...idle, suspendedMs: 30_000 })).to.equal(true);
  });
});

describe('lost time', () => {
  it('is how much later than planned the process woke up, also while it still sleeps', () => {
    const lost = new LostTime();
    expect(lost.totalMs(1000)).to.equal(0);
    lost.planned(100);
    expect(lost.totalMs(101)).to.equal(0);
    expect(lost.totalMs(150)).to.equal(50);
    expect(lost.woke(160)).to.equal(60);
    expect(lost.totalMs(500)).to.equal(60);
    lost.planned(510);
    expect(lost.woke(511)).to.equal(1);
    expect(lost.totalMs(511), 'what every timer is late').to.equal(60);
  });
});

describe('the watch on the harness', () => {
  it('tells what happened since a bucket began, or shortly before', () => {
    let nowMs = 0;
    const reading = (atMs: number): HarnessReading => ({ atMs, ranMs: atMs / 2, waitedMs: 0, throttledMs: 0, stolenMs: 0, suspendedMs: 0 });
    const watch = new HarnessWatch(reading, () => nowMs, 2000);
    for (; nowMs <= 5000; nowMs += 100) watch.look();
    expect(watch.since(4200)).to.include({ forMs: nowMs - 4200, ranMs: (nowMs - 4200) / 2 });
    expect(watch.since(4250).forMs).to.equal(nowMs - 4200);
    expect(watch.since(0).forMs, 'from the oldest that is kept').to.be.within(2000, 2500);
  });

  it('reads what this system counts', () => {
    const meter = new HarnessMeter();
    const before = meter.read(0);
    for (const endMs = performance.now() + 30; performance.now() < endMs;);
    const after = meter.read(30);
    if (process.platform === 'linux') expect(after.ranMs - before.ranMs).to.be.within(1, 1000);
    expect(after.suspendedMs - before.suspendedMs).to.be.within(-50, 50);
  });
});

describe('control groups', () => {
  it('are found in both versions', () => {
    expect(cpuGroupOf('0::/user.slice/a\n')).to.deep.equal({ version: 2, group: '/user.slice/a' });
    expect(cpuGroupOf('5:memory:/m\n2:cpu,cpuacct:/docker/x\n0::/\n')).to.deep.equal({ version: 1, group: '/docker/x' });
    expect(cpuGroupOf('')).to.equal(undefined);
  });

  it('say how long they were throttled', () => {
    expect(throttledOf('usage_usec 5\nnr_throttled 3\nthrottled_usec 2500\n')).to.equal(2.5);
    expect(throttledOf('nr_periods 1\nnr_throttled 1\nthrottled_time 97000000\n')).to.equal(97);
    expect(throttledOf('')).to.equal(0);
  });
});
