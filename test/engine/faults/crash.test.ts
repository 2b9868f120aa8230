import { expect } from 'chai';
import { crash } from '../../../src/faults/crash.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault crash on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('is not seen as an act of an operator: the restart policy restarts', async () => {
    const target = await containers.run('faultline/signaltest:exec', { spec: { restart: { name: 'on-failure' } } });
    const { pid } = await containers.state(target);
    const { method, details } = await containers.inject(crash, {}, target);
    expect(method).to.be.oneOf(['host', 'helper']);
    expect(details).to.deep.equal({ signal: 'SIGKILL', pids: String(pid) });
    const again = await containers.until(target, ({ restartCount, status }) => restartCount === 1 && status === 'running');
    expect(again.pid).not.to.equal(pid);
  });

  it('without a policy stays dead with 137, until the undo starts it', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const { undo } = await containers.inject(crash, {}, target);
    expect(await containers.until(target, ({ status }) => status === 'exited')).to.have.property('exitCode', 137);
    expect(await containers.undo(undo)).to.deep.equal(['undone']);
    expect(await containers.state(target)).to.have.property('status', 'running');
  });

  it('goes by the method that is asked for', async () => {
    for (const method of ['helper', 'exec'] as const) {
      const target = await containers.run('faultline/signaltest:exec');
      expect(await containers.inject(crash, { signal: 'SIGTERM', method }, target)).to.have.property('method', method);
      expect(await containers.until(target, ({ status }) => status === 'exited')).to.have.property('exitCode', 15);
    }
  });

  it('tells a target that is not running', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    await containers.engine.pauseContainer(target.id);
    const error = await faultlineErrorOf(containers.inject(crash, {}, target));
    expect(error.code).to.equal('ERR_TARGET_GONE');
    expect(error.message).to.include('is paused');
  });
});
