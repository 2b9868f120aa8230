import { expect } from 'chai';
import { stricter } from '../../../src/targets/stricter.ts';

describe('stricter', () => {
  it('takes the smaller bound of each kind, whichever side it is on', () => {
    expect(stricter({ maxTargets: 3, maxShare: 0.2 }, { maxTargets: 1, maxShare: 0.5 })).to.deep.equal({ maxTargets: 1, maxShare: 0.2 });
  });

  it('keeps a bound that only one side has, and no bound when there is none', () => {
    expect(stricter({ maxTargets: 3 }, { maxShare: 0.5 })).to.deep.equal({ maxTargets: 3, maxShare: 0.5 });
    expect(stricter({}, {})).to.deep.equal({});
  });

  it('adds up what is denied, and asks for a label of each list that allows', () => {
    expect(stricter({ deny: ['a', 'b'], allow: [['x']] }, { deny: ['b', 'c'], allow: [['y', 'z']] })).to.deep.equal({
      deny: ['a', 'b', 'c'],
      allow: [['x'], ['y', 'z']],
    });
  });

  it('lets the last healthy replica be hit when somebody says so and nobody says no', () => {
    expect(stricter({ lastHealthy: true }, {})).to.deep.equal({ lastHealthy: true });
    expect(stricter({ lastHealthy: true }, { lastHealthy: false })).to.deep.equal({ lastHealthy: false });
  });
});
