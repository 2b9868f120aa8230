import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import type { RunCleanup } from '../../../src/run/cleanup/cleanup.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';

const root = join(import.meta.dirname, '../../..');

/** What faultline does before a SIGKILL takes it: the log, then the change, then nothing any more. */
const dyingRun = `
  import { connectEngine } from './src/engine/connect-engine.ts';
  import { UndoLog } from './src/run/undo-log.ts';
  const [stateDir, id, endpoint, hostAddress, container] = process.argv.slice(1);
  const engine = await connectEngine({ endpoint, hostAddress });
  const log = await UndoLog.open(stateDir, { id, engine: { endpoint, hostAddress } });
  await log.record({ step: 0, occurrence: 0, target: 'web', action: { action: 'unpause', container, when: 'timeline-end' } });
  await engine.pauseContainer(container);
  console.log('paused');
  setInterval(() => undefined, 1000);
`;

const cleanupProgram = `
  import { createProgram } from './src/cli/program.ts';
  await createProgram().parseAsync(['cleanup', ...process.argv.slice(1)], { from: 'user' });
`;

describe('faultline cleanup', () => {
  let stateDir: string;
  let containers: Containers;

  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'faultline-cleanup-'));
    containers = new Containers(await engineForTests());
  });

  afterEach(async () => {
    await containers.removeAll();
    await rm(stateDir, { recursive: true });
  });

  function start(program: string, args: readonly string[]) {
    const env = { ...process.env, FAULTLINE_STATE_DIR: stateDir };
    return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program, '--', ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  async function cleanUp(...flags: string[]): Promise<{ readonly code: unknown; readonly output: string }> {
    const process = start(cleanupProgram, flags);
    const [output, [code]] = await Promise.all([text(process.stdout), once(process, 'exit') as Promise<unknown[]>]);
    return { code, output };
  }

  /** Returns the id of a run that was killed while its container was paused. */
  async function killedRun(endpoint: string, container: string): Promise<string> {
    const id = `${containers.runId}-dead`;
    const run = start(dyingRun, [stateDir, id, endpoint, containers.engine.hostAddress, container]);
    await once(run.stdout, 'data');
    run.kill('SIGKILL');
    await once(run, 'exit');
    return id;
  }

  it('puts right what a killed run had changed', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const id = await killedRun(containers.engine.facts.endpoint, target.id);
    expect(await containers.state(target)).to.have.property('status', 'paused');

    const { code, output } = await cleanUp('--json');
    expect(code).to.equal(0);
    const { runs } = JSON.parse(output) as { readonly runs: readonly RunCleanup[] };
    expect(runs).to.deep.equal([
      { run: id, outcome: 'cleaned', undone: ['unpause web'], containers: [], services: [], networks: [], images: [], left: [] },
    ]);
    expect(await containers.state(target)).to.have.property('status', 'running');
    expect(await cleanUp()).to.deep.equal({ code: 0, output: 'Nothing to clean up.\n' });
  });

  it('exits with 4 and leaves alone what it does not understand', async () => {
    const target = await containers.run('faultline/signaltest:exec');
    const id = await killedRun(containers.engine.facts.endpoint, target.id);
    const owner = join(stateDir, 'runs', id, 'run.json');
    await rm(owner);
    const { code, output } = await cleanUp();
    expect(code).to.equal(4);
    expect(output).to.include(`run ${id}: SOMETHING IS LEFT`).and.include('run.json');
    await containers.engine.unpauseContainer(target.id);
  });
});
