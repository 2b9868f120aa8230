import { expect } from 'chai';
import { clockSkew } from '../../../src/engine/doctor/clock-skew.ts';

describe('clockSkew', () => {
  it('compares their time with the middle of ours', () => {
    expect(clockSkew([{ sentMs: 100, theirsMs: 155, receivedMs: 110 }])).to.deep.equal({ skewMs: 50, uncertaintyMs: 5 });
    expect(clockSkew([{ sentMs: 100, theirsMs: 55, receivedMs: 110 }]).skewMs).to.equal(-50);
  });

  it('trusts the quickest answer', () => {
    const slow = { sentMs: 0, theirsMs: 900, receivedMs: 1000 };
    const quick = { sentMs: 2000, theirsMs: 2003, receivedMs: 2004 };
    expect(clockSkew([slow, quick, slow])).to.deep.equal({ skewMs: 1, uncertaintyMs: 2 });
  });
});
