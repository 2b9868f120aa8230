import { expect } from 'chai';
import { unhealthy } from '../../../src/faults/unhealthy.ts';
import type { Target } from '../../../src/targets/target.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('fault unhealthy on a real engine', () => {
  let containers: Containers;
  beforeEach(async () => (containers = new Containers(await engineForTests())));
  afterEach(() => containers.removeAll());

  const healthcheck = { test: ['CMD', 'healthy'], intervalMs: 200, timeoutMs: 1000, retries: 2 };

  async function healthyContainer(): Promise<Target> {
    const target = await containers.run('faultline/dockerhealth:latest', { ports: [8080], spec: { healthcheck } });
    await containers.until(target, ({ health }) => health === 'healthy');
    return target;
  }

  it('by suspension: the processes stay, do not answer, and go on when it is undone', async () => {
    const target = await healthyContainer();
    const { pid } = await containers.state(target);
    const { method, details, undo } = await containers.inject(unhealthy, {}, target);
    expect(method).to.be.oneOf(['host', 'helper']);
    expect(details).to.deep.include({ by: 'suspend' });
    const sick = await containers.until(target, ({ health }) => health === 'unhealthy');
    expect(sick).to.deep.include({ status: 'running', pid });
    expect(await containers.undo([...undo, ...undo])).to.deep.equal(['undone', 'undone']);
    expect(await containers.until(target, ({ health }) => health === 'healthy')).to.have.property('pid', pid);
  });

  it('by suspension: the program does not see a stop, which has to kill', async () => {
    const target = await healthyContainer();
    await containers.inject(unhealthy, {}, target);
    await containers.engine.stopContainer(target.id, { graceMs: 1000 });
    expect(await containers.state(target)).to.deep.include({ status: 'exited', exitCode: 137 });
  });

  it('says the command when the way back fails', async () => {
    const target = await healthyContainer();
    const command = ['node', '-e', 'process.exit(5)'];
    const { undo } = await containers.inject(unhealthy, { exec: { command, restore_command: command } }, target);
    const error = await faultlineErrorOf(containers.undo(undo));
    expect(error.code).to.equal('ERR_UNDO_FAILED');
    expect(error.message).to.include('it exited with 5');
    expect(error.hint).to.include(`docker exec ${target.id} node -e`);
  });

  it("by request: the program's own back door, and the way back", async () => {
    const target = await healthyContainer();
    const door = { path: '/environment/health?status=false', restore_path: '/environment/health?status=true' };
    const { method, undo } = await containers.inject(unhealthy, { request: door }, target);
    expect(method).to.equal('request');
    await containers.until(target, ({ health }) => health === 'unhealthy');
    expect(await containers.undo(undo)).to.deep.equal(['undone']);
    await containers.until(target, ({ health }) => health === 'healthy');
  });

  it('by exec: a command inside, and the one that restores', async () => {
    const target = await healthyContainer();
    const ask = (status: boolean) => ['node', '-e', `fetch("http://127.0.0.1:8080/environment/health?status=${status}")`];
    const { details, undo } = await containers.inject(unhealthy, { exec: { command: ask(false), restore_command: ask(true) } }, target);
    expect(details).to.deep.equal({ by: 'exec', exitCode: 0 });
    await containers.until(target, ({ health }) => health === 'unhealthy');
    expect(await containers.undo(undo)).to.deep.equal(['undone']);
    await containers.until(target, ({ health }) => health === 'healthy');
  });

  it('refuses a container without a health check, and tells a target that is gone', async () => {
    const target = await containers.run('faultline/dockerhealth:latest');
    expect((await faultlineErrorOf(containers.inject(unhealthy, {}, target))).message).to.include('has no health check');
    await containers.engine.stopContainer(target.id);
    expect(await faultlineErrorOf(containers.inject(unhealthy, {}, target))).to.have.property('code', 'ERR_TARGET_GONE');
  });
});
