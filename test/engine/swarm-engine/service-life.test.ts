import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import type { Swarm } from '../../../src/engine/swarm.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { isRunning, TestServices } from './support/test-services.ts';

describe('DockerSwarm: the life of a service', () => {
  let engine: Engine;
  let swarm: Swarm;
  let services: TestServices;

  before(async () => {
    engine = await engineForTests();
    swarm = await engine.swarm();
    services = new TestServices(engine, swarm);
  });
  after(async () => services.removeAll());

  it('creates, inspects, lists and removes', async () => {
    const id = await services.start({ ports: [{ target: 8000, protocol: 'tcp', mode: 'auto' }], deploy: { replicas: 2 } });
    const service = await services.inspect(id);
    expect(service).to.include({ id, image: 'faultline/webserver:v1', mode: 'replicated', replicas: 2, hasPreviousSpec: false });
    expect(service.labels).to.deep.equal({ [RUN_LABEL]: services.run });
    expect(service).not.to.have.any.keys('updateStatus', 'healthcheck');
    expect(service.stopGracePeriodMs).to.equal(1000);
    expect(await swarm.inspectService(service.name)).to.deep.equal(service);
    const run = [`${RUN_LABEL}=${services.run}`];
    expect(await swarm.listServices({ name: service.name, labels: run })).to.deep.equal([service]);
    expect(await swarm.listServices({ name: service.name.slice(0, -1), labels: run })).to.deep.equal([]);
    await swarm.removeService(id);
    await swarm.removeService(id);
    expect(await swarm.inspectService(id)).to.equal(undefined);
  });

  it('tells of tasks: slots, containers, and the host port that each of them is reached at', async () => {
    const id = await services.start({
      ports: [{ target: 8000, protocol: 'tcp', mode: 'host' }],
      // Swarm calls a task running when it is healthy: from then on it answers.
      healthcheck: { test: ['CMD', 'healthy'], intervalMs: 250, retries: 20 },
      deploy: { replicas: 3 },
    });
    const tasks = await swarm.listTasks(id);
    expect(tasks.map(({ slot }) => slot)).to.deep.equal([1, 2, 3]);
    const [node] = await swarm.listNodes();
    for (const task of tasks) {
      expect(task).to.include({ serviceId: id, nodeId: node?.id, image: 'faultline/webserver:v1', error: '', message: 'started' });
      expect(task).not.to.have.any.keys('exitCode');
      expect(task.stateAtMs).to.be.within(task.createdAtMs, Date.now() + 1000);
      const container = await engine.inspectContainer(task.containerId);
      expect(container?.labels).to.include({ [RUN_LABEL]: services.run, 'com.docker.swarm.task.id': task.id });
      const response = await fetch(`http://${engine.hostAddress}:${task.ports['8000/tcp'] ?? 0}/`);
      expect(await response.text()).to.equal('You are using version 1\n');
    }
    expect(new Set(tasks.map(({ ports }) => ports['8000/tcp'])).size).to.equal(3);
  });

  it('sees a killed task and the one that takes its place', async () => {
    const id = await services.start({ deploy: { restartPolicy: { delayMs: 0 } } });
    const [task] = await swarm.listTasks(id);
    await engine.signalContainer(task!.containerId, 'SIGKILL');
    const tasks = await services.untilTasks(id, (all) => all.length === 2 && all.some(isRunning));
    expect(tasks[0]).to.include({ id: task?.id, slot: 1, state: 'failed', desiredState: 'shutdown', exitCode: 137 });
    expect(tasks[0]?.error).to.equal('task: non-zero exit (137)');
    expect(tasks[1]).to.include({ slot: 1, state: 'running', error: '' });
    expect(tasks[1]?.containerId).not.to.equal(task?.containerId);
  });
});
