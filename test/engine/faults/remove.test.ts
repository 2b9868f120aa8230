import { expect } from 'chai';
import { remove } from '../../../src/faults/remove.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault remove on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('removes a running container', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    expect(await containers.inject(remove, {}, target)).to.deep.equal({ method: 'api', undo: [] });
    expect(await containers.engine.inspectContainer(target.id)).to.equal(undefined);
  });

  it('refuses what the run did not create', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const error = await faultlineErrorOf(containers.inject(remove, {}, { ...target, attached: true }));
    expect(error.message).to.include('was not created by this run');
    expect(await containers.state(target)).to.have.property('status', 'running');
  });

  it('tells a target that is gone', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    await containers.engine.removeContainer(target.id);
    expect(await faultlineErrorOf(containers.inject(remove, {}, target))).to.have.property('code', 'ERR_TARGET_GONE');
  });
});
