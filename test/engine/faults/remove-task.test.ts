import { expect } from 'chai';
import { removeTask } from '../../../src/faults/remove-task.ts';
import type { Target } from '../../../src/targets/target.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';
import { Services } from '../../support/services.ts';

describe('fault remove-task on a real engine', () => {
  let services: Services;
  beforeEach(async () => (services = await Services.on(await engineForTests())));
  afterEach(() => services.removeAll());

  const taskOf = async (service: Target): Promise<Target> => {
    const [task] = await services.tasks(service);
    if (!task) throw new Error('no task runs');
    return task;
  };

  it("removes the task's container, and Swarm replaces the task", async () => {
    const service = await services.run('faultline/webserver:v1');
    const task = await taskOf(service);
    const { method, undo } = await services.inject(removeTask, {}, task);
    expect(method).to.equal('api');
    expect(undo).to.deep.equal([]);
    const { tasks } = await services.until(service, ({ up }) => up.some(({ containerId }) => containerId !== task.id));
    expect(tasks.find(({ containerId }) => containerId === task.id)).to.include({ state: 'failed', desiredState: 'shutdown' });
    expect((await faultlineErrorOf(services.inject(removeTask, {}, task))).code).to.equal('ERR_TARGET_GONE');
  });

  it('removes nothing of a service that was there before', async () => {
    const task = { ...(await taskOf(await services.run('faultline/webserver:v1'))), attached: true };
    expect((await faultlineErrorOf(services.inject(removeTask, {}, task))).message).to.include('did not create');
    expect(await services.engine.inspectContainer(task.id)).to.have.property('status', 'running');
  });

  it('removes no plain container', async () => {
    const { kind: _task, ...container } = await taskOf(await services.run('faultline/webserver:v1'));
    expect((await faultlineErrorOf(services.inject(removeTask, {}, container))).message).to.include('not a task');
  });
});
