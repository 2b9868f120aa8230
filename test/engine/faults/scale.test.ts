import { expect } from 'chai';
import { scale } from '../../../src/faults/scale.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { Services } from '../../support/services.ts';

const V1 = 'faultline/webserver:v1';

describe('fault scale on a real engine', () => {
  let services: Services;
  beforeEach(async () => (services = await Services.on(await engineForTests())));
  afterEach(() => services.removeAll());

  it('scales to a number, by a number, to nothing, and is undone', async () => {
    const target = await services.run(V1);
    const up = await services.inject(scale, { replicas: 3 }, target);
    expect(up.details).to.deep.equal({ from: 1, replicas: 3 });
    await services.until(target, (state) => state.up.length === 3);
    expect((await services.inject(scale, { replicas: '-1' }, target)).details).to.deep.equal({ from: 3, replicas: 2 });
    await services.until(target, (state) => state.up.length === 2);
    const { undo } = await services.inject(scale, { replicas: 0 }, target);
    await services.until(target, (state) => state.up.length === 0);
    expect(undo).to.deep.equal([{ action: 'scale-service', service: target.id, replicas: 2, when: 'for-end' }]);
    expect(await services.undo(undo)).to.deep.equal(['undone']);
    await services.until(target, (state) => state.up.length === 2);
  });

  it('puts a service that was there before back at the end of the run', async () => {
    const target = { ...(await services.run(V1)), attached: true };
    const { undo } = await services.inject(scale, { replicas: '+1' }, target);
    expect(undo).to.deep.equal([{ action: 'scale-service', service: target.id, replicas: 1, when: 'run-end' }]);
    await services.swarm.removeService(target.id);
    expect(await services.undo(undo)).to.deep.equal(['target-gone']);
  });

  it('refuses a global service', async () => {
    const target = await services.run(V1, { deploy: { mode: 'global' } });
    expect((await faultlineErrorOf(services.inject(scale, { replicas: 2 }, target))).message).to.include('global service');
  });
});
