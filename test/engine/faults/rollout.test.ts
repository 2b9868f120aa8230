import { expect } from 'chai';
import { rollout } from '../../../src/faults/rollout.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { Services } from '../../support/services.ts';

const V1 = 'faultline/webserver:v1';
const V2 = 'faultline/webserver:v2';

describe('fault rollout on a real engine', () => {
  let services: Services;
  beforeEach(async () => (services = await Services.on(await engineForTests())));
  afterEach(() => services.removeAll());

  it('replaces every task by one of the new image', async () => {
    const target = await services.run(V1, { deploy: { replicas: 2 } });
    const { method, details, undo } = await services.inject(rollout, { image: V2 }, target);
    expect(method).to.equal('api');
    expect(details).to.deep.equal({ from: V1, image: V2 });
    expect(undo).to.deep.equal([]);
    const { up, service } = await services.until(target, (state) => state.service.updateStatus?.state === 'completed');
    expect(up.map(({ image }) => image)).to.deep.equal([V2, V2]);
    expect(service.replicas).to.equal(2);
  });

  it('changes the environment and the number of tasks without telling the values', async () => {
    const target = await services.run(V1, { environment: { KEEP: '1', DROP: '1' } });
    const options = { environment: { SECRET: 'hunter2', DROP: null }, deploy: { replicas: 2 } };
    const { details } = await services.inject(rollout, options, target);
    expect(details).to.deep.equal({ from: V1, image: V1, replicas: 2, environment: 'SECRET DROP' });
    await services.until(target, ({ up, service }) => up.length === 2 && service.updateStatus?.state === 'completed');
    const [task] = await services.tasks(target);
    const { output } = await services.engine.exec(task?.id ?? '', {
      command: ['node', '-p', 'Object.keys(process.env).join(" ")'],
      timeoutMs: 10_000,
    });
    expect(output).to.include('SECRET').and.include('KEEP').and.not.include('DROP');
  });

  it('goes on without an image that does not exist, and Swarm rejects the task', async () => {
    const target = await services.run(V1);
    const { details } = await services.inject(rollout, { image: 'faultline/nosuch:v9' }, target);
    expect(details).to.have.property('imageMissing', true);
    const { tasks } = await services.until(target, (state) => state.tasks.some(({ state: is }) => is === 'rejected'));
    expect(tasks.find(({ state }) => state === 'rejected')?.error).to.include('No such image');
  });

  it('is undone on a service that was there before, also after another change', async () => {
    const target = { ...(await services.run(V1)), attached: true };
    const { undo } = await services.inject(rollout, { image: V2 }, target);
    await services.until(target, ({ service }) => service.updateStatus?.state === 'completed');
    await services.swarm.updateService(target.id, { replicas: 2 });
    expect(await services.undo(undo)).to.deep.equal(['undone']);
    const { up } = await services.until(target, (state) => state.up.length === 1 && state.up.every(({ image }) => image === V1));
    expect(up).to.have.length(1);
    expect(await services.undo(undo), 'twice').to.deep.equal(['not-needed']);
    expect((await services.state(target)).service.image).to.equal(V1);
  });

  it('tells a service that is gone', async () => {
    const target = await services.run(V1);
    await services.swarm.removeService(target.id);
    expect((await faultlineErrorOf(services.inject(rollout, { image: V2 }, target))).code).to.equal('ERR_TARGET_GONE');
  });
});
