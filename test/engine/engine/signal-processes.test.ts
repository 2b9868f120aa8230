import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL } from '../../../src/engine/labels.ts';
import { signalProcesses } from '../../../src/engine/processes/signal-processes.ts';
import { EngineConnection } from '../../../src/engine/transport/engine-connection.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { rejection } from './support/rejection.ts';
import { IDLE, TestContainers } from './support/test-containers.ts';

describe('DockerEngine.signalProcesses', () => {
  let engine: Engine;
  let connection: EngineConnection;
  let containers: TestContainers;

  before(async () => {
    engine = await engineForTests();
    connection = new EngineConnection({ endpoint: engine.facts.endpoint }, engine.facts.apiVersion);
    containers = new TestContainers(engine);
  });
  after(async () => {
    await containers.removeAll();
    connection.close();
  });

  /** The same engine, as it looks from a machine that cannot see its processes. */
  const fromAfar = async (id: string, signal: string, which: 'first' | 'all', image?: string): ReturnType<typeof signalProcesses> => {
    const facts = { ...engine.facts, local: false, capabilities: { ...engine.facts.capabilities, hostPids: false } };
    const base = (await engine.ensureImage('faultline/base', () => undefined)).id;
    return signalProcesses(connection, facts, async () => Promise.resolve(image ?? base), { id, signal, which });
  };

  for (const [signal, code] of [
    ['SIGKILL', '137'],
    ['SIGTERM', '15'],
  ] as const) {
    it(`${signal} to the first process: the policy 'always' restarts it`, async function () {
      if (!engine.facts.capabilities.hostPids) this.skip();
      const id = await containers.start({ restart: { name: 'always' } });
      const pid = (await engine.inspectContainer(id))?.pid;
      expect(await engine.signalProcesses(id, signal, 'first')).to.deep.equal({ method: 'host', pids: [pid] });
      expect(await containers.seen(id, 'die')).to.include({ exitCode: code });
      await containers.seen(id, 'start', 2);
      expect(await engine.inspectContainer(id)).to.include({ status: 'running', restartCount: 1 });
    });
  }

  it('suspends and resumes every process; the engine does not notice', async function () {
    if (!engine.facts.capabilities.hostPids) this.skip();
    const id = await containers.start({
      entrypoint: ['sh', '-c', 'sleep 60 & sleep 60 & trap "exit 15" TERM; echo three; while :; do sleep 0.05; done'],
    });
    await containers.printed(id, 'three');
    const { pids } = await engine.signalProcesses(id, 'SIGSTOP', 'all');
    expect(pids).to.have.length.of.at.least(3);
    expect((await engine.inspectContainer(id))?.status).to.equal('running');
    expect((await engine.signalProcesses(id, 'SIGCONT', 'all')).pids).to.have.length.of.at.least(3);
    await engine.stopContainer(id, { graceMs: 5000 });
    expect((await engine.inspectContainer(id))?.exitCode).to.equal(15);
  });

  it('from afar: a helper container kills, the policy restarts, and the helper is gone', async () => {
    const id = await containers.start({ restart: { name: 'always' } });
    const { method, pids } = await fromAfar(id, 'SIGKILL', 'first');
    expect(method).to.equal('helper');
    expect(pids).to.have.length(1);
    expect(await containers.seen(id, 'die')).to.include({ exitCode: '137' });
    await containers.seen(id, 'start', 2);
    const own = await engine.listContainers({ labels: [`${RUN_LABEL}=${containers.run}`, 'io.faultline.role=helper'] });
    expect(own).to.deep.equal([]);
  });

  it('from afar: every process', async () => {
    const id = await containers.start({ entrypoint: ['sh', '-c', `sleep 60 & echo two; ${IDLE[2] ?? ''}`] });
    await containers.printed(id, 'two');
    const { method, pids } = await fromAfar(id, 'SIGKILL', 'all');
    expect(method).to.equal('helper');
    expect(pids).to.have.length.of.at.least(2);
    expect(await containers.seen(id, 'die')).to.include({ exitCode: '137' });
  });

  it('without a helper: exec for what can be caught, and a refusal for SIGKILL', async () => {
    const id = await containers.start({ restart: { name: 'always' } });
    const refused = await rejection(fromAfar(id, 'SIGKILL', 'first', 'nosuch:1'));
    expect(refused.code).to.equal('ERR_CAPABILITY_MISSING');
    expect(await fromAfar(id, 'SIGTERM', 'first', 'nosuch:1')).to.deep.equal({ method: 'exec', pids: [1] });
    expect(await containers.seen(id, 'die')).to.include({ exitCode: '15' });
    await containers.seen(id, 'start', 2);
  });

  it('by exec it is sent once, also when the container ends before its `kill` can tell', async () => {
    const id = await containers.start({ restart: { name: 'always' } });
    const slow = String.raw`printf '#!/bin/sh\nkill "$@"\nsleep 60\n' >/bin/kill`;
    expect(await engine.exec(id, { command: ['sh', '-c', slow], timeoutMs: 10_000, user: '0' })).to.include({ exitCode: 0 });
    expect(await fromAfar(id, 'SIGTERM', 'first', 'nosuch:1')).to.deep.equal({ method: 'exec', pids: [1] });
    await containers.seen(id, 'start', 2);
    expect((await engine.inspectContainer(id))?.restartCount).to.equal(1);
  });

  it('a container that does not run is gone; an unknown signal is a mistake', async () => {
    const id = await containers.create();
    expect((await rejection(engine.signalProcesses(id, 'SIGKILL', 'all'))).code).to.equal('ERR_TARGET_GONE');
    expect((await rejection(engine.signalProcesses(id, 'SIGFOO', 'all'))).code).to.equal('ERR_USAGE');
  });
});
