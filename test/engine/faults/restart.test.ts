import { expect } from 'chai';
import { restart } from '../../../src/faults/restart.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault restart on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('ends the process and starts another, which owes no undo', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const { pid } = await containers.state(target);
    const { method, undo } = await containers.inject(restart, { grace: '5s' }, target);
    expect({ method, undo }).to.deep.equal({ method: 'api', undo: [] });
    const now = await containers.state(target);
    expect(now).to.deep.include({ status: 'running', restartCount: 0 });
    expect(now.pid).not.to.equal(pid);
  });

  it('starts a container that has exited', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    await containers.engine.signalContainer(target.id, 'SIGTERM');
    await containers.until(target, ({ status }) => status === 'exited');
    await containers.inject(restart, {}, target);
    expect(await containers.state(target)).to.have.property('status', 'running');
  });

  it('tells a target that is gone', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    await containers.engine.removeContainer(target.id);
    expect(await faultlineErrorOf(containers.inject(restart, {}, target))).to.have.property('code', 'ERR_TARGET_GONE');
  });
});
