import { expect } from 'chai';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Swarm } from '../../../src/engine/swarm.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { rejection } from '../engine/support/rejection.ts';
import { TestServices } from './support/test-services.ts';

describe('DockerSwarm: tasks and nodes', () => {
  let engine: Engine;
  let swarm: Swarm;
  let services: TestServices;

  before(async () => {
    engine = await engineForTests();
    swarm = await engine.swarm();
    services = new TestServices(engine, swarm);
  });
  after(async () => services.removeAll());

  it('tells in the words of Swarm that an image is missing', async () => {
    const id = await services.create({}, { image: 'faultline.invalid/nosuch:1' });
    const [task] = await services.untilTasks(id, (tasks) => tasks.some(({ state }) => state === 'rejected'));
    expect(task).to.include({ state: 'rejected', image: 'faultline.invalid/nosuch:1', containerId: '', message: 'preparing' });
    expect(task?.error).to.include('No such image: faultline.invalid/nosuch:1');
    expect(task).not.to.have.any.keys('exitCode');
  });

  it('tells that a task waits for a node, and why', async () => {
    const id = await services.create({ deploy: { placement: { constraints: ['node.labels.nosuch == yes'] } } });
    const [task] = await services.untilTasks(id, (tasks) => tasks.some(({ error }) => error !== ''));
    expect(task).to.include({ state: 'pending', nodeId: '' });
    expect(task?.error).to.include('no suitable node (scheduling constraints not satisfied on 1 node)');
  });

  it('places at most so many replicas on a node', async () => {
    const id = await services.create({ deploy: { replicas: 2, placement: { constraints: [], maxReplicasPerNode: 1 } } });
    const tasks = await services.untilTasks(
      id,
      (all) => all.some(({ error }) => error !== '') && all.some(({ state }) => state === 'running'),
    );
    expect(tasks.find(({ state }) => state === 'pending')?.error).to.include('max replicas per node limit exceed');
  });

  it('keeps a task that ended by itself as complete, with its code', async () => {
    const id = await services.create({
      entrypoint: ['sh', '-c', 'exit $CODE'],
      environment: { CODE: '0' },
      deploy: { restartPolicy: { condition: 'on-failure' } },
    });
    const [task] = await services.untilTasks(id, ([first]) => first?.state === 'complete');
    expect(task).to.include({ state: 'complete', desiredState: 'shutdown', exitCode: 0, error: '', message: 'finished' });
  });

  it('gives the exit code of a task that was shut down', async () => {
    const id = await services.start({ environment: { EXIT_CODE: '7' }, deploy: { replicas: 1, updateConfig: { monitorMs: 100 } } });
    await swarm.updateService(id, { force: true });
    const [task] = await services.untilTasks(id, ([first]) => first?.state === 'shutdown' || first?.state === 'failed');
    expect(task).to.include({ desiredState: 'shutdown', exitCode: 7 });
  });

  it('runs one task of a global service on each node, without a slot', async () => {
    const id = await services.start({ deploy: { mode: 'global' } });
    const service = await services.inspect(id);
    expect(service).to.include({ mode: 'global' }).and.not.to.have.any.keys('replicas');
    const tasks = await swarm.listTasks(id);
    expect(tasks).to.have.length(1);
    expect(tasks[0]).not.to.have.any.keys('slot');
  });

  it('gives a task what the spec says', async () => {
    const id = await services.start({
      entrypoint: ['node', '/app/webserver.mjs'],
      command: ['more'],
      environment: { RELEASE: 'v9' },
      healthcheck: { test: ['CMD', 'healthy'], intervalMs: 500, retries: 2 },
      stopSignal: 'SIGINT',
      stopGracePeriodMs: 2500,
      init: true,
      labels: { colour: 'blue' },
      user: 'node',
      workingDir: '/tmp',
      hostname: 'somehost',
      readOnly: true,
      ports: [{ target: 8000, protocol: 'tcp', mode: 'host' }],
      deploy: { resources: { limits: { cpus: 0.5, memoryBytes: 2e8 }, reservations: { memoryBytes: 1e7 } } },
    });
    const [task] = await swarm.listTasks(id);
    const container = await engine.inspectContainer(task!.containerId);
    expect(container).to.include({ stopSignal: 'SIGINT' });
    expect(container?.healthcheck).to.include({ intervalMs: 500, retries: 2 });
    expect(container?.labels).to.include({ colour: 'blue' });
    const script =
      'id -u 2>/dev/null; pwd; hostname 2>/dev/null || cat /etc/hostname; touch /x 2>/dev/null || echo read-only; cat /proc/1/comm';
    const { output } = await engine.exec(task!.containerId, { command: ['sh', '-c', script], timeoutMs: 5000 });
    expect(output).to.match(/\/tmp\nsomehost\nread-only\ndocker-init\n$/);
    const service = await services.inspect(id);
    expect(service).to.include({ stopGracePeriodMs: 2500 });
    expect(service).to.include({ stopSignal: 'SIGINT' });
    expect(service.healthcheck).to.deep.equal({ test: ['CMD', 'healthy'], intervalMs: 500, retries: 2 });
  });

  it('knows its nodes, and the engine of its own', async () => {
    const nodes = await swarm.listNodes();
    expect(nodes).to.have.length(1);
    expect(nodes[0]).to.include({ role: 'manager', state: 'ready', availability: 'active', self: true });
    expect(nodes[0]?.hostname).not.to.equal('');
    expect(await swarm.engineOf(nodes[0]!.id)).to.equal(engine);
    expect(swarm.taskHistoryLimit).to.equal(5);
    expect(await engine.swarm()).to.equal(swarm);
  });

  it('reaches the engines of other nodes where it was told how, and says so where not', async () => {
    const address = { endpoint: engine.facts.endpoint, hostAddress: engine.hostAddress };
    const other = await connectEngine(address, { nodes: { elsewhere: address } });
    try {
      const own = await other.swarm();
      const reached = await own.engineOf('elsewhere');
      expect(reached).not.to.equal(other);
      expect(await own.engineOf('elsewhere')).to.equal(reached);
      expect(await reached.listContainers({ name: 'no-such-container' })).to.deep.equal([]);
      const error = await rejection(own.engineOf('nowhere'));
      expect(error.code).to.equal('ERR_CAPABILITY_MISSING');
      expect(error.message).to.include('nowhere');
    } finally {
      await other.close();
    }
  });
});
