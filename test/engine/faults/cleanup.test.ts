import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { connectEngine } from '../../../src/engine/connect-engine.ts';
import { pause } from '../../../src/faults/pause.ts';
import { stop } from '../../../src/faults/stop.ts';
import { cleanup, type CleanupRequest } from '../../../src/run/cleanup/cleanup.ts';
import { UndoLog } from '../../../src/run/undo-log.ts';
import type { Fault } from '../../../src/faults/fault.ts';
import type { Target } from '../../../src/targets/target.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';

describe('cleanup after a dead run', () => {
  let stateDir: string;
  /** What the dead run had created. */
  let own: Containers;
  /** What was there before it, for this test's own removal only. */
  let others: Containers;
  let deadPid: number;

  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'faultline-cleanup-'));
    const engine = await engineForTests();
    own = new Containers(engine);
    others = new Containers(engine);
    const process = spawn('true');
    deadPid = process.pid ?? 0;
    await once(process, 'exit');
  });

  afterEach(async () => {
    await own.removeAll();
    await others.removeAll();
    await rm(stateDir, { recursive: true });
  });

  function request(more: Partial<CleanupRequest> = {}): CleanupRequest {
    const reach = () => connectEngine({ endpoint: own.engine.facts.endpoint, hostAddress: own.engine.hostAddress });
    return { stateDir, all: false, dryRun: false, connect: reach, connectChosen: reach, ...more };
  }

  /** Leaves a run's directory and things behind as a SIGKILL of faultline does. */
  async function leaveBehind(pid: number, changes: readonly (readonly [Fault, Target])[]): Promise<UndoLog> {
    const { facts, hostAddress } = own.engine;
    const log = await UndoLog.open(stateDir, { id: own.runId, pid, engine: { endpoint: facts.endpoint, hostAddress } });
    for (const [fault, target] of changes) {
      const prepared = await fault.prepare(fault.schema.parse({}), target, own.context);
      for (const action of prepared.undo) await log.record({ step: 0, occurrence: 0, target: target.name, action });
      await prepared.inject();
    }
    await own.engine.createNetwork({ name: own.runId, labels: { 'io.faultline.run': own.runId } });
    await log.close();
    return log;
  }

  it("undoes what it changed, removes what it created, and leaves everyone else's", async () => {
    const paused = await others.run('faultline/signaltest:exec');
    const stopped = { ...(await others.run('faultline/signaltest:exec')), attached: true };
    const created = await own.run('faultline/signaltest:exec');
    const log = await leaveBehind(deadPid, [
      [pause, paused],
      [stop, stopped],
      [stop, created],
    ]);

    const [preview] = await cleanup(request({ dryRun: true }));
    expect(preview).to.deep.include({ outcome: 'would-clean', containers: [created.name], networks: [own.runId] });
    expect(preview?.undone).to.deep.equal([`start ${stopped.name}`, `unpause ${paused.name}`]);
    expect(await others.state(paused)).to.have.property('status', 'paused');

    const [result] = await cleanup(request());
    expect(result).to.deep.equal({ ...preview, outcome: 'cleaned' });
    expect(await others.state(paused)).to.have.property('status', 'running');
    expect(await others.state(stopped)).to.have.property('status', 'running');
    expect(await own.engine.inspectContainer(created.id)).to.equal(undefined);
    expect(await own.engine.listNetworks({ labels: { 'io.faultline.run': own.runId } })).to.deep.equal([]);
    expect(existsSync(log.directory)).to.be.false;
    expect(await cleanup(request())).to.deep.equal([]);
  });

  it('does not touch a run that is alive, not even with all', async () => {
    const created = await own.run('faultline/signaltest:exec');
    await leaveBehind(process.pid, []);
    const results = await cleanup(request({ all: true, run: own.runId }));
    expect(results.map(({ outcome }) => outcome)).to.deep.equal(['live']);
    expect(await own.state(created)).to.have.property('status', 'running');
  });

  it('removes the things of an unknown run only with all', async () => {
    const created = await own.run('faultline/signaltest:exec');
    await own.engine.createNetwork({ name: own.runId, labels: { 'io.faultline.run': own.runId } });
    expect(await cleanup(request({ run: own.runId }))).to.deep.equal([]);
    const [result] = await cleanup(request({ all: true, run: own.runId }));
    expect(result).to.deep.include({ outcome: 'cleaned', containers: [created.name], networks: [own.runId] });
  });

  it('keeps the log when the engine does not answer, and says what to do', async () => {
    const log = await leaveBehind(deadPid, []);
    const [result] = await cleanup(request({ connect: () => connectEngine({ endpoint: 'unix:///nowhere/docker.sock' }) }));
    expect(result?.outcome).to.equal('left');
    expect(result?.left[0]?.message).to.include(`faultline cleanup --run ${own.runId}`);
    expect(existsSync(log.directory)).to.be.true;
  });
});
