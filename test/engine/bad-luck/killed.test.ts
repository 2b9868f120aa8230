import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import { processStat } from '../../../src/engine/private/process-identity.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { reaperOf } from '../../support/reaper-of.ts';
import { Workplace } from '../../support/workplace.ts';

const scenario = (attached: string, fault: string) => `
name: Killed in the middle
attach:
  theirs: { container: ${attached} }
containers:
  ours-killed: { image: 'faultline/signaltest:exec' }
blast_radius: { last_healthy: true }
timeline:
  - at: 0s
    ${fault}
  - at: 60s
expect:
  - state: { of: theirs, is: running }
`;

describe('faultline killed by SIGKILL', function () {
  this.timeout(90_000);
  let engine: Engine;
  let place: Workplace;
  let state: string;
  let containers: Containers;
  let theirs: Target;

  before(async () => (engine = await engineForTests()));
  beforeEach(async () => {
    place = await Workplace.make();
    state = join(place.directory, 'state');
    containers = new Containers(engine);
    theirs = await containers.run('faultline/signaltest:exec', { foreign: true });
  });
  afterEach(async () => {
    await containers.removeAll();
    await place.remove();
  });

  const env = () => ({ FAULTLINE_STATE_DIR: state, FAULTLINE_ENGINE: engine.facts.endpoint });
  const ours = async () => engine.listContainers({ labels: [`${SUBJECT_LABEL}=ours-killed`] });

  async function runTo(fault: string, says: string): Promise<CommandLine> {
    const run = new CommandLine(['run', await place.scenario(scenario(theirs.name, fault)), '--out', place.out], env());
    await run.says(new RegExp(`${says} ${theirs.name}`));
    return run;
  }

  /** Returns how long it took, in ms, until nothing was left of a killed run. */
  async function untilClean(status: string): Promise<number> {
    const startMs = performance.now();
    for (;;) {
      const left = (await ours()).length + (await readdir(join(state, 'runs'))).length;
      if (left === 0 && (await containers.state(theirs)).status === status) return performance.now() - startMs;
      if (performance.now() - startMs > 45_000)
        throw new Error(`not clean after 45 s: ${left} left, theirs ${(await containers.state(theirs)).status}`);
      await sleep(100);
    }
  }

  it('is followed by its reaper, which undoes and removes everything, and the next start tells it once', async () => {
    const run = await runTo('pause: { of: theirs }', 'pause');
    const reaper = await reaperOf(state, run.pid);
    run.process.kill('SIGKILL');
    // The reaper has nothing of it open: its pipes close.
    await run.end();
    expect(await untilClean('running')).to.be.lessThan(15_000);
    while (processStat(reaper) !== undefined) await sleep(50);
    const next = await faultline(
      [
        'run',
        await place.scenario('name: x\ncontainers: { a: { image: nosuch/image:1 } }\nexpect: [{ exit: { of: a } }]\n'),
        '--out',
        place.out,
      ],
      env(),
    );
    expect(next.stderr).to.include(`faultline (pid ${run.pid}) died`).and.to.include(`unpause ${theirs.name}`).and.to.include('cleaned up');
    expect(existsSync(join(state, 'reapers'))).to.equal(false);
  });

  it('while a stop is under way: what stops after its death is started again', async () => {
    // As the first process of a container it ignores SIGTERM, so it runs until the grace period is over.
    theirs = await containers.run('faultline/exits', { spec: { command: ['stay'] }, foreign: true });
    const before = await containers.state(theirs);
    const killed = containers.untilEvent(theirs, 'kill');
    const run = new CommandLine(
      ['run', await place.scenario(scenario(theirs.name, 'stop: { of: theirs, grace: 4s }')), '--out', place.out],
      env(),
    );
    await killed;
    run.process.kill('SIGKILL');
    await run.end();
    expect((await containers.state(theirs)).startedAtMs).to.equal(before.startedAtMs);
    await untilClean('running');
    expect((await containers.state(theirs)).startedAtMs).to.be.greaterThan(before.startedAtMs ?? 0);
  });

  it('is cleaned up after also when its reaper was sent what a closing terminal and Ctrl-C send', async () => {
    const run = await runTo('pause: { of: theirs }', 'pause');
    const reaper = await reaperOf(state, run.pid);
    expect(processStat(reaper)).to.have.property('parent', run.pid);
    // As a terminal does it when it is closed, and as a person may.
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.kill(reaper, signal);
    run.process.kill('SIGKILL');
    await run.end();
    expect(await untilClean('running')).to.be.lessThan(15_000);
  });

  it('together with its reaper: the next start says so, and faultline cleanup does it by hand', async () => {
    const run = await runTo('pause: { of: theirs }', 'pause');
    process.kill(await reaperOf(state, run.pid), 'SIGKILL');
    run.process.kill('SIGKILL');
    await run.end();
    expect((await containers.state(theirs)).status).to.equal('paused');
    expect(await ours()).to.have.length(1);
    const next = await faultline(
      [
        'run',
        await place.scenario('name: x\ncontainers: { a: { image: nosuch/image:1 } }\nexpect: [{ exit: { of: a } }]\n'),
        '--out',
        place.out,
      ],
      env(),
    );
    expect(next.stderr).to.include('a run has died').and.to.include('faultline cleanup');

    const { code, stdout, stderr } = await faultline(['cleanup'], env());
    expect(code, stderr).to.equal(0);
    expect(stdout).to.include(theirs.name);
    expect((await containers.state(theirs)).status).to.equal('running');
    expect(await ours()).to.deep.equal([]);

    const again = await faultline(['cleanup', '--json'], env());
    expect(again.code).to.equal(0);
    expect(JSON.parse(again.stdout)).to.deep.include({ runs: [] });
  });

  it('nothing waits any more when it ends by itself', async () => {
    const run = await runTo('pause: { of: theirs }', 'pause');
    const reaper = await reaperOf(state, run.pid);
    run.process.kill('SIGINT');
    const { code, stderr } = await run.end();
    expect(code, stderr).to.equal(130);
    expect(processStat(reaper)).to.equal(undefined);
    expect(await readdir(state)).to.deep.equal(['runs']);
  });
});
