import { expect } from 'chai';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { ExampleProject } from './example-project.ts';

describe('The example database', function () {
  this.timeout(180_000);
  let project: ExampleProject;

  before(async () => {
    await engineForTests();
    project = await ExampleProject.install('database');
  });
  after(async () => project.remove());

  it('passes with a database that has written down what it acknowledges', async () => {
    const { code, output } = await project.run('test');
    expect(code, output).to.equal(0);
  });

  it('fails with a database that keeps it in memory: orders are lost', async () => {
    const { code, output } = await project.run('test:in-memory');
    expect(code, output).to.equal(1);
    expect(output).to.match(/orders that are stored\n[^]*-\d+\n\s*\+\d+/);
  });
});
