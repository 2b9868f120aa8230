import { expect } from 'chai';
import { request } from '../../../src/faults/request.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault request on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('is sent to the published port, and tells the status', async () => {
    const target = await containers.run('faultline/dockerhealth:latest', { ports: [8080] });
    const sick = { path: '/environment/health?status=false', expect_status: 200 };
    expect(await containers.inject(request, sick, target)).to.deep.equal({ method: 'request', details: { status: 200 }, undo: [] });
    expect(await containers.inject(request, { path: '/health', port: 8080 }, target)).to.have.deep.property('details', { status: 503 });
  });

  it('fails on another status only when one is expected', async () => {
    const target = await containers.run('faultline/dockerhealth:latest', { ports: [8080] });
    const error = await faultlineErrorOf(containers.inject(request, { path: '/nowhere', expect_status: 200 }, target));
    expect(error.code).to.equal('ERR_FAULT_FAILED');
    expect(error.message).to.include('was answered 404, expected 200');
  });

  it('fails without an answer, unless that is allowed', async () => {
    const target = await containers.run('faultline/signaltest:exec', { ports: [8080] });
    expect(await faultlineErrorOf(containers.inject(request, {}, target))).to.have.property('code', 'ERR_FAULT_FAILED');
    expect(await containers.inject(request, { allow_no_answer: true }, target)).to.have.deep.property('details', { answered: false });
  });

  it('names the ports that are published when the one asked for is not', async () => {
    const target = await containers.run('faultline/dockerhealth:latest', { ports: [8080] });
    const error = await faultlineErrorOf(containers.inject(request, { port: 80 }, target));
    expect(error.message).to.include('publishes 8080, not 80');
  });

  it('tells a target that is gone', async () => {
    const target = await containers.run('faultline/dockerhealth:latest', { ports: [8080] });
    await containers.engine.stopContainer(target.id);
    expect(await faultlineErrorOf(containers.inject(request, {}, target))).to.have.property('code', 'ERR_TARGET_GONE');
  });
});
