import { expect } from 'chai';
import { EngineRefusal } from '../../../src/engine/engine-refusal.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { inspectService } from '../../../src/engine/swarm/services.ts';
import type { Swarm } from '../../../src/engine/swarm.ts';
import { EngineConnection } from '../../../src/engine/transport/engine-connection.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { rejection } from '../engine/support/rejection.ts';
import { isRunning, TestServices } from './support/test-services.ts';

const QUICK = { monitorMs: 500, delayMs: 0 } as const;

describe('DockerSwarm: updates', () => {
  let engine: Engine;
  let swarm: Swarm;
  let services: TestServices;
  let connection: EngineConnection;

  before(async () => {
    engine = await engineForTests();
    await engine.ensureImage('faultline/webserver:v2', () => undefined);
    swarm = await engine.swarm();
    services = new TestServices(engine, swarm);
    connection = new EngineConnection({ endpoint: engine.facts.endpoint }, engine.facts.apiVersion);
  });
  after(async () => {
    await services.removeAll();
    connection.close();
  });

  it('rolls out an image and rolls it back by hand, asking no registry', async () => {
    const deploy = { replicas: 2, updateConfig: { ...QUICK, parallelism: 2 }, rollbackConfig: { ...QUICK, parallelism: 2 } };
    const id = await services.start({ deploy });
    const startedMs = performance.now();
    await swarm.updateService(id, { image: 'faultline/webserver:v2' });
    expect(performance.now() - startedMs, 'ms for the request').to.be.below(3000);
    const updated = await services.untilService(id, ({ updateStatus }) => updateStatus?.state === 'completed');
    expect(updated).to.include({ image: 'faultline/webserver:v2', hasPreviousSpec: true });
    expect(updated.updateStatus?.completedAtMs).to.be.above(updated.updateStatus?.startedAtMs ?? Infinity);
    expect(updated.updateStatus?.message).to.equal('update completed');
    const tasks = await swarm.listTasks(id);
    expect(tasks.map(({ slot, image, state }) => [slot, image.split(':')[1], state === 'running'])).to.deep.equal([
      [1, 'v1', false],
      [1, 'v2', true],
      [2, 'v1', false],
      [2, 'v2', true],
    ]);
    await swarm.rollbackService(id);
    const back = await services.untilService(id, ({ updateStatus }) => updateStatus?.state === 'rollback_completed');
    expect(back.image).to.equal('faultline/webserver:v1');
    expect((await services.untilRunning(id, 2)).map(({ image }) => image)).to.deep.equal(Array(2).fill('faultline/webserver:v1'));
  });

  it('refuses to roll back a service without a previous spec, and to update one that is gone', async () => {
    const id = await services.create();
    const refused = await rejection(swarm.rollbackService(id));
    expect(refused).to.be.instanceOf(EngineRefusal).and.to.include({ code: 'ERR_ENGINE_REFUSED' });
    expect(refused.message).to.include('does not have a previous spec');
    expect((await rejection(swarm.updateService('no-such-service', {}))).code).to.equal('ERR_TARGET_GONE');
  });

  it('tries again when another update came between', async () => {
    const id = await services.create({ deploy: { replicas: 0 } });
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    await Promise.all(names.map(async (name) => swarm.updateService(id, { environment: { [name]: name } })));
    expect((await environmentOf(id)).toSorted()).to.deep.equal(names.map((name) => `${name}=${name}`));
  });

  it('scales up, to nothing, and back', async () => {
    const id = await services.start();
    for (const replicas of [3, 0, 1]) {
      await swarm.updateService(id, { replicas });
      expect(await services.inspect(id)).to.include({ replicas });
      await services.untilRunning(id, replicas);
    }
  });

  it('replaces every task by force, and none by an update that changes nothing', async () => {
    const id = await services.start({ deploy: { updateConfig: QUICK } });
    const [first] = await swarm.listTasks(id);
    await swarm.updateService(id, {});
    await swarm.updateService(id, { deploy: { updateConfig: { parallelism: 3 } } });
    await swarm.updateService(id, { force: true });
    const tasks = await services.untilTasks(id, (all) => all.some((task) => isRunning(task) && task.id !== first?.id));
    expect(tasks).to.have.length(2);
  });

  it('changes command, environment, grace and parts of deploy over what is there', async () => {
    const given = {
      environment: { KEEP: '1', GO: '2' },
      stopGracePeriodMs: 3000,
      deploy: {
        replicas: 0,
        restartPolicy: { condition: 'on-failure', maxAttempts: 3 },
        updateConfig: { order: 'start-first', maxFailureRatio: 0.25 },
        rollbackConfig: { failureAction: 'continue' },
      },
    } as const;
    const id = await services.create(given);
    const before = await services.inspect(id);
    await swarm.updateService(id, {
      environment: { GO: null, NEW: 'a=b' },
      stopGracePeriodMs: 1500,
      deploy: { restartPolicy: { delayMs: 250 }, updateConfig: { parallelism: 0, delayMs: 750 }, rollbackConfig: { monitorMs: 100 } },
    });
    expect(await environmentOf(id)).to.deep.equal(['KEEP=1', 'NEW=a=b']);
    const after = await services.inspect(id);
    expect(after.stopGracePeriodMs).to.equal(1500);
    expect(after.restartPolicy).to.deep.equal({ ...before.restartPolicy, condition: 'on-failure', delayMs: 250, maxAttempts: 3 });
    expect(after.updateConfig).to.deep.equal({ ...before.updateConfig, parallelism: 0, delayMs: 750 });
    expect(after.updateConfig).to.include({ order: 'start-first', maxFailureRatio: 0.25 });
    expect(after.rollbackConfig).to.deep.equal({ ...before.rollbackConfig, failureAction: 'continue', monitorMs: 100 });
  });

  it('lets the engine refuse what Swarm does not do', async () => {
    const id = await services.create({ deploy: { mode: 'global', placement: { constraints: ['node.role == worker'] } } });
    const scaled = await rejection(swarm.updateService(id, { replicas: 2 }));
    expect(scaled.message).to.include('service mode change is not allowed');
    const dnsrr = services.create({ ports: [{ target: 80, protocol: 'tcp', mode: 'ingress' }], deploy: { endpointMode: 'dnsrr' } });
    expect((await rejection(dnsrr)).message).to.include("port published with ingress mode can't be used with dnsrr mode");
  });

  /** What a port without environment values cannot tell. */
  const environmentOf = async (id: string): Promise<readonly string[]> => {
    const service = await inspectService(connection, id);
    return service?.Spec.TaskTemplate.ContainerSpec?.Env ?? [];
  };
});
