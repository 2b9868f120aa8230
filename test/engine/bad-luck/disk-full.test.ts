import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';
import { Cue } from './support/cue.ts';
import { SmallDisk } from './support/small-disk.ts';
import { untilReaped } from './support/until-reaped.ts';

const inResults = `
name: The disk is full
containers:
  full: { image: 'faultline/signaltest:exec' }
timeline:
  - when: { log: full, matches: I am alive }
    signal: { of: full, signal: SIGINT }
  - when: { state: full, is: exited }
expect:
  - exit: { of: full, code: 2 }
`;

describe('A full disk in the output directory', function () {
  this.timeout(60_000);
  let place: Workplace;
  let disk: SmallDisk;

  before(async () => {
    place = await Workplace.make();
    disk = await SmallDisk.mount(join(place.directory, 'disk'), '16k');
  });
  after(async () => {
    await disk.unmount();
    await place.remove();
  });

  it('is said with the directory and the fix; the run is judged from memory, everything is removed, and the exit code is not 0', async () => {
    // Two of the four pages are left: enough to begin a history, not enough to end it.
    await disk.fill(1);
    const run = new CommandLine(['run', await place.scenario(inResults), '--out', disk.directory, '--json']);
    const { code, stdout, stderr } = await run.end();
    expect(code, stderr).to.equal(4);
    expect(stderr)
      .to.include(disk.directory)
      .and.to.include('fix:')
      .and.to.match(/no space left|ENOSPC/i);
    const { runs } = JSON.parse(stdout) as { runs: { checks: { kind: string; verdict: string }[] }[] };
    expect(runs[0]?.checks.find(({ kind }) => kind === 'exit')?.verdict).to.equal('passed');
    const engine = await engineForTests();
    expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=full`] })).to.deep.equal([]);
  });
});

describe('A full disk in the state directory', function () {
  this.timeout(90_000);
  let engine: Engine;
  let place: Workplace;
  let disk: SmallDisk;
  let containers: Containers;
  let theirs: Target;
  let cue: Cue;

  before(async () => (engine = await engineForTests()));
  beforeEach(async () => {
    place = await Workplace.make();
    disk = await SmallDisk.mount(join(place.directory, 'state'), '64k');
    containers = new Containers(engine);
    theirs = await containers.run('faultline/signaltest:exec', { foreign: true });
    cue = await Cue.make(containers);
  });
  afterEach(async () => {
    await containers.removeAll();
    await disk.unmount();
    await place.remove();
  });

  const env = () => ({ FAULTLINE_STATE_DIR: disk.directory, FAULTLINE_ENGINE: engine.facts.endpoint });
  const run = async (...steps: readonly string[]): Promise<CommandLine> => {
    const text = `
name: No room for the undo log
attach:
  theirs: { container: ${theirs.name} }
  ${cue.attached}
containers:
  ours-full: { image: 'faultline/signaltest:exec' }
blast_radius: { last_healthy: true }
timeline:
${steps.map((step) => `  - ${step}`).join('\n')}
`;
    return new CommandLine(['run', await place.scenario(text), '--out', place.out], env());
  };
  const untouched = async () => {
    expect(await containers.state(theirs)).to.include({ status: 'running', restartCount: 0 });
    expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=ours-full`] })).to.deep.equal([]);
    expect((await readdir(disk.directory)).filter((name) => name !== 'ballast')).to.deep.equal(['runs']);
    expect(await readdir(join(disk.directory, 'runs'))).to.deep.equal([]);
  };

  it('before a run: it does not begin, and says where and what to do', async () => {
    await disk.fill();
    const { code, stderr } = await (await run('{ at: 0s, pause: theirs }')).end();
    expect(code, stderr).to.equal(2);
    expect(stderr).to.include(disk.directory).and.to.include('FAULTLINE_STATE_DIR').and.to.include('no space left');
    expect(await readdir(place.out).catch(() => [])).to.deep.equal([]);
    await untouched();
  });

  it('before a fault: it is not injected, and the step says why', async () => {
    const running = await run(`{ when: ${Cue.given} }`, '{ after: 0s, pause: theirs }');
    await running.says(/chaos/);
    await disk.fill();
    await cue.give();
    const { code, stderr } = await running.end();
    expect(code, stderr).to.equal(4);
    const history = await place.history();
    const step = history.find((event) => event.type === 'step' && event.fault === 'pause');
    expect(step)
      .to.include({ outcome: 'failed' })
      .and.to.have.property('message')
      .that.includes(disk.directory)
      .and.includes('no space left');
    expect(history.some((event) => event.type === 'engine-event' && event.action === 'pause')).to.equal(false);
    await untouched();
  });

  it('before an undo: it is undone all the same, and nothing is reported as left', async () => {
    const running = await run('{ at: 0s, pause: theirs }', `{ when: ${Cue.given} }`);
    await running.says(/pause/);
    await disk.fill();
    await cue.give();
    const { code, stderr } = await running.end();
    expect(code, stderr).to.equal(0);
    expect((await place.history()).find(({ type }) => type === 'undo')).to.include({ action: 'unpause', outcome: 'undone' });
    await untouched();
  });

  it('before the death of faultline: its reaper undoes and removes, though it can write nothing down', async () => {
    const running = await run('{ at: 0s, pause: theirs }', `{ when: ${Cue.given} }`);
    await running.says(/pause/);
    await disk.fill();
    running.process.kill('SIGKILL');
    await running.end();
    await containers.until(theirs, ({ status }) => status === 'running');
    await untilReaped(disk.directory);
    const cleanup = await faultline(['cleanup'], env());
    expect(cleanup.code, cleanup.stderr).to.equal(0);
    expect(cleanup.stdout).to.include('Nothing to clean up');
    expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=ours-full`] })).to.deep.equal([]);
  });
});
