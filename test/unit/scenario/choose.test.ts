import { expect } from 'chai';
import { choose } from '../../../src/scenario/choose.ts';
import type { Pick } from '../../../src/scenario/scenario.ts';

const candidates = Array.from({ length: 10 }, (_, index) => ({
  name: `web.${index + 1}`,
  labels: { zone: index < 5 ? 'a' : 'b', ...(index === 0 ? { first: '' } : {}) },
}));

const names = (pick: Pick, seed = 's') => choose(candidates, pick, seed).map(({ name }) => name);

describe('choose', () => {
  it('takes all, or the first', () => {
    expect(names({ choose: { kind: 'all' } })).to.have.length(10);
    expect(names({ choose: { kind: 'one' } })).to.deep.equal(['web.1']);
  });

  it('takes n at random, the same for the same seed', () => {
    const pick: Pick = { choose: { kind: 'random', count: 3 } };
    expect(names(pick)).to.have.length(3).and.deep.equal(names(pick));
    const seeds = Array.from({ length: 20 }, (_, seed) => names(pick, String(seed)).join());
    expect(new Set(seeds).size).to.be.greaterThan(10);
  });

  it('takes no more than there are', () => {
    expect(names({ choose: { kind: 'random', count: 99 } })).to.have.length(10);
    expect(choose([], { choose: { kind: 'share', share: 0.5 } }, 's')).to.deep.equal([]);
  });

  it('rounds a share up, to at least one', () => {
    expect(names({ choose: { kind: 'share', share: 0.25 } })).to.have.length(3);
    expect(names({ choose: { kind: 'share', share: 0.01 } })).to.have.length(1);
    expect(names({ choose: { kind: 'share', share: 0 } })).to.have.length(1);
    expect(names({ choose: { kind: 'share', share: 0.7 } })).to.have.length(7);
  });

  it('narrows by label and by name first', () => {
    expect(names({ choose: { kind: 'all' }, label: 'zone=b' })).to.have.length(5);
    expect(names({ choose: { kind: 'all' }, label: 'first' })).to.deep.equal(['web.1']);
    expect(names({ choose: { kind: 'all' }, label: 'zone=c' })).to.deep.equal([]);
    expect(names({ choose: { kind: 'one' }, label: 'zone=b', regex: '[7-9]$' })).to.deep.equal(['web.7']);
    expect(names({ choose: { kind: 'all' }, names: ['web.10', 'web.2', 'web'] })).to.deep.equal(['web.2', 'web.10']);
  });
});
