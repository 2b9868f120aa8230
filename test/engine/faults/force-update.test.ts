import { expect } from 'chai';
import { forceUpdate } from '../../../src/faults/force-update.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Services } from '../../support/services.ts';

describe('fault force-update on a real engine', () => {
  let services: Services;
  beforeEach(async () => (services = await Services.on(await engineForTests())));
  afterEach(() => services.removeAll());

  it('replaces every task by one of the same spec', async () => {
    const target = await services.run('faultline/webserver:v1', { deploy: { replicas: 2 } });
    const before = await services.tasks(target);
    const { method, undo } = await services.inject(forceUpdate, {}, target);
    expect(method).to.equal('api');
    expect(undo).to.deep.equal([]);
    await services.until(target, ({ service }) => service.updateStatus?.state === 'completed');
    const after = await services.tasks(target);
    expect(after).to.have.length(2);
    expect(after.map(({ id }) => id)).to.not.include.members(before.map(({ id }) => id));
    expect(after.map(({ task }) => task?.image)).to.deep.equal(['faultline/webserver:v1', 'faultline/webserver:v1']);
  });
});
