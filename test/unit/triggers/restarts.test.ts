import { expect } from 'chai';
import { restarts } from '../../../src/run/triggers/restarts.ts';
import { engineEvent, goesOnAt } from './history.ts';

describe('trigger restarts', () => {
  const life = [1, 2, 3].map((incarnation) => engineEvent('start', { incarnation }));

  it('counts every start but the first of each container', () => {
    expect(goesOnAt(restarts, { is: '>= 1' }, 'web', life)).to.equal(1);
    expect(goesOnAt(restarts, { is: '== 2' }, 'web', life)).to.equal(2);
    expect(goesOnAt(restarts, { is: '>= 3' }, 'web', life)).to.equal(-1);
    expect(goesOnAt(restarts, { is: '== 2' }, 'web', life, 3)).to.equal(2);
  });
});
