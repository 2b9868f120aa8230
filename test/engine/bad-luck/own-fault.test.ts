import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { installedExample } from '../../support/installed-example.ts';
import { reaperOf } from '../../support/reaper-of.ts';
import { Workplace } from '../../support/workplace.ts';
import { untilReaped } from './support/until-reaped.ts';

describe('A fault of a project of its own', function () {
  this.timeout(90_000);
  let engine: Engine;
  let place: Workplace;
  let state: string;
  let project: string;
  let containers: Containers;

  before(async () => (engine = await engineForTests()));
  beforeEach(async () => {
    place = await Workplace.make();
    state = join(place.directory, 'state');
    project = await installedExample(place, 'extend-fault');
    containers = new Containers(engine);
  });
  afterEach(async () => {
    await containers.removeAll();
    await place.remove();
  });

  const env = () => ({ FAULTLINE_STATE_DIR: state, FAULTLINE_ENGINE: engine.facts.endpoint });
  const run = async ({ name }: Target): Promise<CommandLine> => {
    const text = `
name: Hung
attach: { theirs: { container: ${name} } }
blast_radius: { last_healthy: true }
timeline: [{ at: 0s, hang: theirs }, { at: 60s }]
`;
    const args = ['run', await place.scenario(text), '--config', join(project, 'faultline.config.ts'), '--out', place.out];
    return new CommandLine(args, { ...env(), NODE_OPTIONS: '--import tsx' });
  };
  const isSuspended = async (target: Target): Promise<boolean> => {
    const { pid } = await containers.state(target);
    // The state follows the name of the program, which may have brackets in it (proc(5)).
    return (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\)/, '').startsWith(' T ');
  };

  it('is refused by the guard rails like any other, before it is asked', async () => {
    const theirs = await containers.run('faultline/signaltest:exec', { foreign: true, labels: { 'io.faultline.protect': 'true' } });
    const running = await run(theirs);
    await running.says(/Refused by protect/);
    expect(await isSuspended(theirs)).to.equal(false);
    running.process.kill('SIGINT');
    expect((await running.end()).code).to.equal(130);
    expect((await place.history()).find(({ type }) => type === 'step')).to.include({ fault: 'hang', outcome: 'blast-radius' });
    expect((await place.history()).some(({ type }) => type === 'undo')).to.equal(false);
  });

  for (const [who, by] of [
    ['the reaper', 'reaper'],
    ['faultline cleanup', 'cleanup'],
  ] as const) {
    it(`is undone after SIGKILL by ${who}, which does not know it: its project is gone`, async () => {
      const theirs = await containers.run('faultline/signaltest:exec', { foreign: true });
      const running = await run(theirs);
      await running.says(new RegExp(`hang ${theirs.name}`));
      expect(await isSuspended(theirs)).to.equal(true);
      await rm(project, { recursive: true });
      if (by === 'cleanup') process.kill(await reaperOf(state, running.pid), 'SIGKILL');
      running.process.kill('SIGKILL');
      await running.end();
      if (by === 'cleanup') {
        expect(await isSuspended(theirs)).to.equal(true);
        const { code, stdout, stderr } = await faultline(['cleanup'], env());
        expect(code, stderr).to.equal(0);
        expect(stdout).to.include(`continue ${theirs.name}`);
      }
      await untilReaped(state);
      expect(await isSuspended(theirs)).to.equal(false);
    });
  }
});
