import { expect } from 'chai';
import { stop } from '../../../src/faults/stop.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault stop on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('lets the program end by itself', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const { undo } = await containers.inject(stop, { grace: '10s' }, target);
    expect(await containers.state(target)).to.deep.include({ status: 'exited', exitCode: 15 });
    expect(await containers.undo(undo)).to.deep.equal(['undone']);
    expect(await containers.state(target)).to.have.property('status', 'running');
  });

  it('kills after the grace period when the program does not obey', async () => {
    const target = await containers.run('faultline/webserver:v1', { spec: { environment: { IGNORE_SIGTERM: 'true' } } });
    const begun = performance.now();
    await containers.inject(stop, { grace: '1s' }, target);
    expect(performance.now() - begun).to.be.greaterThan(900);
    expect(await containers.state(target)).to.deep.include({ status: 'exited', exitCode: 137 });
  });

  it('tells a target that is gone', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    await containers.inject(stop, {}, target);
    expect(await faultlineErrorOf(containers.inject(stop, {}, target))).to.have.property('code', 'ERR_TARGET_GONE');
  });
});
