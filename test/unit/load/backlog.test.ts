import { expect } from 'chai';
import { Backlog } from '../../../src/load/backlog.ts';
import { slipLimits } from '../../../src/load/slip-limits.ts';

// A second is spoiled from 20 ms on, a request is not sent from 250 ms on.
const limits = slipLimits({ ratePerSecond: 100, timeoutMs: 1000 });

describe('the backlog of a load that stood still', () => {
  it('lasts from the first of its late requests until the last of them has ended', () => {
    const backlog = new Backlog(limits);
    backlog.sent(200, 1000);
    backlog.sent(30, 1005);
    expect(backlog.totalMs(1010)).to.equal(10);
    backlog.ended(200, 1020);
    expect(backlog.totalMs(1030), 'the one that was a little late is still on its way').to.equal(30);
    backlog.ended(30, 1040);
    expect(backlog.totalMs(5000)).to.equal(40);
    backlog.sent(130, 6000);
    backlog.ended(130, 6001);
    expect(backlog.totalMs(9000), 'all in all').to.equal(41);
  });

  it('is none after a standstill that is short for the deadline', () => {
    const backlog = new Backlog(limits);
    backlog.sent(125, 1000);
    expect(backlog.totalMs(1100)).to.equal(0);
    backlog.ended(125, 1200);
    expect(backlog.totalMs(1300)).to.equal(0);
  });

  it('is not prolonged by those that leave in time', () => {
    const backlog = new Backlog(limits);
    backlog.sent(240, 1000);
    backlog.sent(2, 1010);
    backlog.ended(240, 1020);
    expect(backlog.totalMs(2000)).to.equal(20);
    backlog.ended(2, 2000);
    expect(backlog.totalMs(3000)).to.equal(20);
  });
});
