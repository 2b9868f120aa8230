import { expect } from 'chai';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { ExampleProject } from './example-project.ts';

describe('The example testcontainers', function () {
  this.timeout(180_000);
  let project: ExampleProject;

  before(async () => {
    await engineForTests();
    project = await ExampleProject.install('testcontainers');
  });
  after(async () => project.remove());

  it('passes', async () => {
    const { code, output } = await project.run('test');
    expect(code, output).to.equal(0);
  });
});
