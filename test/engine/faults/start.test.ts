import { expect } from 'chai';
import { start } from '../../../src/faults/start.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault start on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  it('starts what was created or has exited, and leaves what runs', async () => {
    const target = await containers.run('faultline/signaltest:exec', { started: false });
    expect(await containers.inject(start, {}, target)).to.deep.equal({ method: 'api', undo: [] });
    const { status, pid } = await containers.state(target);
    expect(status).to.equal('running');
    await containers.inject(start, {}, target);
    expect(await containers.state(target)).to.have.property('pid', pid);
  });

  it('creates a container that the scenario held back', async () => {
    const held = { subject: 'web', name: 'web.1', id: '', labels: {} };
    const created = await containers.run('faultline/signaltest:exec', { started: false });
    const prepared = await start.prepare({ allowRefusal: false }, held, {
      ...containers.context,
      createTarget: () => Promise.resolve(created.id),
    });
    await prepared.inject();
    expect(await containers.state(created)).to.have.property('status', 'running');
  });

  it("gives the engine's words when it refuses and may, and throws them when it may not", async () => {
    const target = await containers.run('faultline/signaltest:exec', { started: false, spec: { entrypoint: ['/no/such'] } });
    const { refused } = await containers.inject(start, { allow_refusal: true }, target);
    expect(refused).to.deep.include({ operation: 'start' });
    expect(refused?.reason).to.include('no such file or directory');
    expect(await faultlineErrorOf(containers.inject(start, {}, target))).to.have.property('code', 'ERR_ENGINE_REFUSED');
  });

  it('tells a target that is gone', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    await containers.engine.removeContainer(target.id);
    const error = await faultlineErrorOf(containers.inject(start, { allow_refusal: true }, target));
    expect(error).to.have.property('code', 'ERR_TARGET_GONE');
  });
});
