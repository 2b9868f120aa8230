import { expect } from 'chai';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { ExampleProject } from './example-project.ts';

describe('The example zero-downtime-rollout', function () {
  this.timeout(240_000);
  // Every request counts only where nothing else keeps the machine busy.
  const env = { PROMISE: '>= 90%' };
  let project: ExampleProject;

  before(async () => {
    await engineForTests();
    project = await ExampleProject.install('zero-downtime-rollout');
  });
  after(async () => project.remove());

  it('passes where the new task starts first', async () => {
    const { code, output } = await project.run('test', env);
    expect(code, output).to.equal(0);
  });

  it('fails where the old task stops first, and says why', async () => {
    const { code, output } = await project.run('test:stop-first', env);
    expect(code, output).to.equal(1);
    expect(output)
      .to.match(/✗ rollout of shop/)
      .and.match(/one-replica-stop-first/);
  });
});
