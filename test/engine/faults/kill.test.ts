import { expect } from 'chai';
import { kill } from '../../../src/faults/kill.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault kill on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('ends with 137, and the restart policy does not act', async () => {
    const target = await containers.run('faultline/signaltest:exec', { spec: { restart: { name: 'always' } } });
    const { method, undo } = await containers.inject(kill, {}, target);
    expect(method).to.equal('api');
    const dead = await containers.until(target, ({ status }) => status === 'exited');
    expect(dead).to.deep.include({ exitCode: 137, restartCount: 0, oomKilled: false });
    expect(await containers.undo(undo)).to.deep.equal(['undone']);
    expect(await containers.state(target)).to.have.property('status', 'running');
  });

  it('ends a paused container, too', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    await containers.engine.pauseContainer(target.id);
    await containers.inject(kill, {}, target);
    expect(await containers.until(target, ({ status }) => status === 'exited')).to.have.property('exitCode', 137);
  });

  it('tells a target that is gone', async () => {
    const target = await containers.run('faultline/signaltest:exec', { started: false });
    const error = await faultlineErrorOf(containers.inject(kill, {}, target));
    expect(error.code).to.equal('ERR_TARGET_GONE');
    expect(error.message).to.include('created but never started');
  });
});
