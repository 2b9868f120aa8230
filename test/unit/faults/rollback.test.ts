import { expect } from 'chai';
import { rollback } from '../../../src/faults/rollback.ts';

describe('fault rollback', () => {
  it('has no options', () => {
    expect(rollback.schema.parse({})).to.deep.equal({});
    expect(rollback.schema.safeParse({ replicas: 1 }).success).to.be.false;
  });

  it('takes the service as a whole', () => {
    expect(rollback.of).to.equal('service');
  });
});
