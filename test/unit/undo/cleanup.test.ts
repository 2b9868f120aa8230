import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { cleanup, type CleanupRequest } from '../../../src/run/cleanup/cleanup.ts';
import { UndoLog } from '../../../src/run/undo-log.ts';

describe('cleanup when the engine cannot be asked', () => {
  let stateDir: string;
  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'faultline-cleanup-'));
    const endpoint = `unix://${stateDir}/engines/lab/docker.sock`;
    const { pid } = spawnSync('true');
    const log = await UndoLog.open(stateDir, { id: 'run-1', pid, engine: { endpoint, hostAddress: '192.0.2.1' } });
    await log.record({ step: 0, occurrence: 0, target: 'web', action: { action: 'unpause', container: 'abc', when: 'timeline-end' } });
    await log.close();
  });
  afterEach(() => rm(stateDir, { recursive: true }));

  const request = (more: Partial<CleanupRequest> = {}): CleanupRequest => ({
    stateDir,
    all: false,
    dryRun: false,
    connect: () => Promise.reject(new Error('nobody answers')),
    connectChosen: () => Promise.reject(new Error('nobody answers')),
    ...more,
  });

  it('forgets a run whose private engine was taken down, and everything on it', async () => {
    expect((await cleanup(request({ dryRun: true })))[0]).to.have.property('outcome', 'would-clean');
    expect(await readdir(join(stateDir, 'runs'))).to.deep.equal(['run-1']);
    expect((await cleanup(request()))[0]).to.have.property('outcome', 'cleaned');
    expect(await readdir(join(stateDir, 'runs'))).to.deep.equal([]);
  });

  it('keeps what it owes on a private engine that is there but does not answer', async () => {
    await mkdir(join(stateDir, 'engines', 'lab'), { recursive: true });
    const [result] = await cleanup(request());
    expect(result).to.have.property('outcome', 'left');
    expect(result?.left[0]?.message).to.include('nobody answers').and.include('faultline cleanup --run run-1');
    expect(await readdir(join(stateDir, 'runs'))).to.deep.equal(['run-1']);
  });

  it('looks at one run only when asked', async () => {
    expect(await cleanup(request({ run: 'run-2' }))).to.deep.equal([]);
  });
});
