import { expect } from 'chai';
import { preflight } from '../../../../src/load/self-check/preflight.ts';

const spec = { ratePerSecond: 1000, timeoutMs: 500, streams: ['new', 'keep-alive'] } as const;
const codes = (more: object, limit?: number) => preflight('users', { ...spec, ...more }, limit).map(({ code }) => code);

describe('the preflight of a load', () => {
  it('wants a descriptor for each request that a hanging server can leave open', () => {
    expect(codes({}, 1064)).to.deep.equal([]);
    expect(codes({}, 1063)).to.deep.equal(['load-descriptors']);
    expect(preflight('users', spec, 1024)[0]!.message)
      .to.contain('1064 connections')
      .and.to.contain('ulimit -n 1064');
    expect(codes({ timeoutMs: 5000 }, 1064)).to.deep.equal(['load-descriptors']);
  });

  it('doubts high rates of new connections, and none of kept ones', () => {
    expect(codes({ ratePerSecond: 5000, timeoutMs: 100 }, 100_000)).to.deep.equal(['load-rate']);
    expect(codes({ ratePerSecond: 10_000, timeoutMs: 100, streams: ['keep-alive'] }, 100_000)).to.deep.equal([]);
  });
});
