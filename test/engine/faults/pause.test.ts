import { expect } from 'chai';
import { pause } from '../../../src/faults/pause.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault pause on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('freezes, and is undone by unpausing, twice harmlessly', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const { method, undo } = await containers.inject(pause, {}, target);
    expect(method).to.equal('api');
    expect(await containers.state(target)).to.have.property('status', 'paused');
    expect(await containers.undo([...undo, ...undo])).to.deep.equal(['undone', 'not-needed']);
    expect(await containers.state(target)).to.have.property('status', 'running');
  });

  it('makes an inspection read unhealthy, though no check has failed', async () => {
    const healthcheck = { test: ['CMD', 'healthy'], intervalMs: 200, timeoutMs: 1000, retries: 2 };
    const target = await containers.run('faultline/dockerhealth:latest', { spec: { healthcheck } });
    await containers.until(target, ({ health }) => health === 'healthy');
    const { undo } = await containers.inject(pause, {}, target);
    expect(await containers.state(target)).to.have.property('health', 'unhealthy');
    await containers.undo(undo);
    await containers.until(target, ({ health }) => health === 'healthy');
  });

  it('tells a target that is paused already, and an undo whose target is gone', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const { undo } = await containers.inject(pause, {}, target);
    expect((await faultlineErrorOf(containers.inject(pause, {}, target))).message).to.include('is paused');
    await containers.engine.removeContainer(target.id);
    expect(await containers.undo(undo)).to.deep.equal(['target-gone']);
  });
});
