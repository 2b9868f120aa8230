import { expect } from 'chai';
import { forceUpdate } from '../../../src/faults/force-update.ts';

describe('fault force-update', () => {
  it('has no options', () => {
    expect(forceUpdate.schema.parse({})).to.deep.equal({});
    expect(forceUpdate.schema.safeParse({ replicas: 1 }).success).to.be.false;
  });

  it('takes the service as a whole', () => {
    expect(forceUpdate.of).to.equal('service');
  });
});
