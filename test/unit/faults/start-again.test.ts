import { expect } from 'chai';
import { startAgain } from '../../../src/faults/start-again.ts';

const target = { subject: 'web', name: 'web.1', id: 'abc', labels: {} };

describe('startAgain', () => {
  it('starts what was there before the run when the run ends', () => {
    expect(startAgain({ ...target, attached: true })).to.deep.equal([{ action: 'start', container: 'abc', when: 'run-end' }]);
  });

  it("starts the run's own container only at the end of a `for:`", () => {
    expect(startAgain(target)).to.deep.equal([{ action: 'start', container: 'abc', when: 'for-end' }]);
  });

  it('tells how long the change may take to come true', () => {
    expect(startAgain(target, 4000)[0]).to.have.property('withinMs', 4000);
  });

  it('starts no task again, because Swarm replaces it', () => {
    expect(startAgain({ ...target, kind: 'task', attached: true })).to.deep.equal([]);
  });
});
