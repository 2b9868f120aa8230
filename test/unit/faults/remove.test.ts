import { expect } from 'chai';
import { remove } from '../../../src/faults/remove.ts';

describe('fault remove', () => {
  it('has no options', () => {
    expect(remove.schema.parse({})).to.deep.equal({});
    expect(remove.schema.safeParse({ force: true }).success).to.be.false;
  });
});
