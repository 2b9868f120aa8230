import { expect } from 'chai';
import { pause } from '../../../src/faults/pause.ts';

describe('fault pause', () => {
  it('has no options', () => {
    expect(pause.schema.parse({})).to.deep.equal({});
    expect(pause.schema.safeParse({ force: true }).success).to.be.false;
  });
});
