import { expect } from 'chai';
import { kill } from '../../../src/faults/kill.ts';

describe('fault kill', () => {
  it('has no options', () => {
    expect(kill.schema.parse({})).to.deep.equal({});
    expect(kill.schema.safeParse({ signal: 'SIGTERM' }).success).to.be.false;
  });
});
