import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { rejection } from './support/rejection.ts';
import { TestContainers } from './support/test-containers.ts';

describe('DockerEngine: the life of a container', () => {
  let engine: Engine;
  let containers: TestContainers;

  before(async () => {
    engine = await engineForTests();
    containers = new TestContainers(engine);
  });
  after(async () => containers.removeAll());

  it('creates, starts, stops and removes; doing it twice is no error', async () => {
    const id = await containers.create();
    expect((await engine.inspectContainer(id))?.status).to.equal('created');
    await engine.startContainer(id);
    await engine.startContainer(id);
    const running = await engine.inspectContainer(id);
    expect(running).to.include({ id, status: 'running', restartCount: 0, oomKilled: false, error: '', health: 'none' });
    expect(running?.pid).to.be.above(0);
    expect(running?.startedAtMs).to.be.closeTo(Date.now(), 60_000);
    expect(running).not.to.have.any.keys('finishedAtMs', 'stopSignal', 'healthcheck');
    await engine.stopContainer(id, { graceMs: 5000 });
    await engine.stopContainer(id);
    expect(await engine.inspectContainer(id)).to.include({ status: 'exited', exitCode: 15, pid: 0 });
    await engine.removeContainer(id);
    await engine.removeContainer(id);
    expect(await engine.inspectContainer(id)).to.equal(undefined);
  });

  it('stops with SIGKILL after the grace period, rounded up to whole seconds', async () => {
    const id = await containers.start({ entrypoint: ['sh', '-c', 'trap "" TERM; while :; do sleep 0.05; done'] });
    const startedMs = performance.now();
    await engine.stopContainer(id, { graceMs: 300 });
    expect(performance.now() - startedMs).to.be.above(900);
    expect((await engine.inspectContainer(id))?.exitCode).to.equal(137);
  });

  it('sends a signal as an operator does: the policy does not restart', async () => {
    const id = await containers.start({ restart: { name: 'always' } });
    await engine.signalContainer(id, 'SIGKILL');
    expect(await containers.seen(id, 'die')).to.include({ exitCode: '137' });
    expect(await engine.inspectContainer(id)).to.include({ status: 'exited', restartCount: 0 });
  });

  it('pauses and unpauses', async () => {
    const id = await containers.start();
    await engine.pauseContainer(id);
    expect((await engine.inspectContainer(id))?.status).to.equal('paused');
    const refused = await rejection(engine.exec(id, { command: ['true'], timeoutMs: 5000 }));
    expect(refused.code).to.equal('ERR_ENGINE_REFUSED');
    await engine.unpauseContainer(id);
    expect((await engine.inspectContainer(id))?.status).to.equal('running');
  });

  it('restarts', async () => {
    const id = await containers.start();
    const before = await engine.inspectContainer(id);
    await engine.restartContainer(id, { graceMs: 1000 });
    const after = await engine.inspectContainer(id);
    expect(after?.status).to.equal('running');
    expect(after?.startedAtMs).to.be.above(before?.startedAtMs ?? Infinity);
  });

  it('tells a container that is gone or not running from other refusals', async () => {
    const id = await containers.create();
    const requests = [
      async () => engine.signalContainer(id, 'SIGTERM'),
      async () => engine.pauseContainer(id),
      async () => engine.unpauseContainer(id),
      async () => engine.exec(id, { command: ['true'], timeoutMs: 5000 }),
      async () => engine.signalProcesses(id, 'SIGTERM', 'first'),
      async () => engine.startContainer('no-such-container'),
      async () => engine.stopContainer('no-such-container'),
    ];
    for (const request of requests) expect((await rejection(request())).code).to.equal('ERR_TARGET_GONE');
    await engine.startContainer(id);
    const refused = await rejection(engine.signalContainer(id, 'SIGFOO'));
    expect(refused).to.include({ code: 'ERR_ENGINE_REFUSED', status: 400, reason: 'Invalid signal: SIGFOO' });
  });

  it('lists by label and by exact name, ordered by name', async () => {
    const first = await containers.create({ labels: { colour: 'blue' } });
    const second = await containers.create({ labels: { colour: 'red' } });
    const run = `${RUN_LABEL}=${containers.run}`;
    const blue = await engine.listContainers({ labels: [run, 'colour=blue'] });
    expect(blue.map(({ id }) => id)).to.deep.equal([first]);
    const coloured = await engine.listContainers({ labels: [run, 'colour'] });
    expect(coloured.map(({ id }) => id)).to.deep.equal([first, second]);
    const name = blue[0]?.name ?? '';
    expect((await engine.listContainers({ name })).map(({ id }) => id)).to.deep.equal([first]);
    expect(await engine.listContainers({ name: name.slice(0, -1) })).to.deep.equal([]);
  });

  it('waits for a removal that is already under way', async () => {
    const id = await containers.start({ autoRemove: true });
    await Promise.all([engine.removeContainer(id), engine.removeContainer(id), engine.removeContainer(id)]);
    expect(await engine.inspectContainer(id)).to.equal(undefined);
  });
});
