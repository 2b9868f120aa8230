import { expect } from 'chai';
import { removeTask } from '../../../src/faults/remove-task.ts';

describe('fault remove-task', () => {
  it('has no options', () => {
    expect(removeTask.schema.parse({})).to.deep.equal({});
    expect(removeTask.schema.safeParse({ replicas: 1 }).success).to.be.false;
  });

  it('is for tasks only', () => {
    expect(removeTask.tasks).to.equal('only');
  });
});
