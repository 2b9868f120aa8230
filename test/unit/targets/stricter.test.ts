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
});
