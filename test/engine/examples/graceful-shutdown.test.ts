import { expect } from 'chai';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { ExampleProject } from './example-project.ts';

describe('The example graceful-shutdown', function () {
  this.timeout(180_000);
  let project: ExampleProject;

  before(async () => {
    await engineForTests();
    project = await ExampleProject.install('graceful-shutdown');
  });
  after(async () => project.remove());

  it('passes with the server that drains', async () => {
    const { code, output } = await project.run('test');
    expect(code, output).to.equal(0);
    expect(output).to.include('is noticed by nobody');
  });

  it('fails with the server that does not, and says why', async () => {
    const { code, output } = await project.run('test:hasty');
    expect(code, output).to.equal(1);
    expect(output).to.match(/expected outage of users to be longest <= 500ms; observed: 1, at least \d+ ms/);
    expect(output).to.match(/what happened:\n.*shop\.1 died: exit 0/);
  });
});
