import { expect } from 'chai';
import { scale } from '../../../src/faults/scale.ts';

describe('fault scale', () => {
  it('takes a number of tasks, or by how many there are to be more or fewer', () => {
    const read = (replicas: unknown) => scale.schema.parse({ replicas }).replicas;
    expect(read(4)).to.deep.equal({ to: 4 });
    expect(read('0')).to.deep.equal({ to: 0 });
    expect(read('+1')).to.deep.equal({ by: 1 });
    expect(read('-2')).to.deep.equal({ by: -2 });
  });

  it('hits the tasks that it takes away', () => {
    const hit = (replicas: unknown) => scale.tasksHit(scale.schema.parse({ replicas }), 3);
    expect([0, 1, 3, 5, '-1', '-9', '+2'].map(hit)).to.deep.equal([3, 2, 0, 0, 1, 3, 0]);
  });

  it('refuses anything else', () => {
    for (const replicas of [-1, 1.5, 'two', '+', '1.5', undefined, 1001]) {
      expect(scale.schema.safeParse({ replicas }).success, String(replicas)).to.be.false;
    }
  });
});
