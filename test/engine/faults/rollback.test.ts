import { expect } from 'chai';
import { rollback } from '../../../src/faults/rollback.ts';
import { rollout } from '../../../src/faults/rollout.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { Services } from '../../support/services.ts';

const V1 = 'faultline/webserver:v1';
const V2 = 'faultline/webserver:v2';

describe('fault rollback on a real engine', () => {
  let services: Services;
  beforeEach(async () => (services = await Services.on(await engineForTests())));
  afterEach(() => services.removeAll());

  it('goes back to the previous spec in the middle of a rollout', async () => {
    const target = await services.run(V1, { deploy: { replicas: 2, updateConfig: { parallelism: 1, delayMs: 600_000, monitorMs: 200 } } });
    await services.inject(rollout, { image: V2 }, target);
    await services.until(target, ({ up }) => up.some(({ image }) => image === V2));
    const { details } = await services.inject(rollback, {}, target);
    expect(details).to.deep.equal({ from: V2, image: V1 });
    const { up, service } = await services.until(target, (state) => state.service.updateStatus?.state === 'rollback_completed');
    expect(up.map(({ image }) => image)).to.deep.equal([V1, V1]);
    expect(service.updateStatus?.message).to.include('rollback');
  });

  it('is refused where there is nothing to go back to', async () => {
    const target = await services.run(V1);
    const error = await faultlineErrorOf(services.inject(rollback, {}, target));
    expect(error.code).to.equal('ERR_ENGINE_REFUSED');
  });
});
