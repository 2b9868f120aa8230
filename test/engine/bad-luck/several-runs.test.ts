import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { RUN_LABEL, SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import { stateDir } from '../../../src/run/state-dir.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { reaperOf } from '../../support/reaper-of.ts';
import { Workplace } from '../../support/workplace.ts';

/** The same names in all of them; the pause in it is for all of them to have come that far, however busy the machine. */
const scenario = `
name: One of several
containers:
  several: { image: 'faultline/webserver:v1', ports: [8000], networks: [front], labels: { app: several } }
  helper: { image: 'faultline/webserver:v1', networks: [front] }
load:
  users: { url: 'http://several:8000/', rate: 10/s, timeout: 1s }
timeline:
  - { at: 0s, pause: { of: several, for: 500ms } }
  - { after: 0s, kill: helper }
  - { after: 20s, crash: several }
expect:
  - exit: { of: several, times: 1 }
  - exit: { of: helper, times: 1 }
  - events: { of: several, order: [pause, unpause, die(137)] }
`;

describe('Several faultlines on one engine at the same time', function () {
  this.timeout(180_000);
  let engine: Engine;
  let place: Workplace;
  before(async () => {
    engine = await engineForTests();
    place = await Workplace.make();
  });
  after(async () => place.remove());

  const ours = async () => engine.listContainers({ labels: [`${SUBJECT_LABEL}=several`] });

  it('do not disturb each other, when one is interrupted and another killed and cleaned up', async () => {
    const path = await place.scenario(scenario);
    const out = (name: string) => join(place.directory, name);
    const start = (name: string) => new CommandLine(['run', path, '--out', out(name)]);
    const [steady, interrupted, killed] = [start('steady'), start('interrupted'), start('killed')];
    await Promise.all([steady, interrupted, killed].map(async (run) => run.says(/kill helper/)));
    expect(new Set((await ours()).map(({ labels }) => labels[RUN_LABEL])).size, 'each has its own').to.equal(3);

    // The reaper goes first, so that it is cleanup that removes what the killed one left.
    process.kill(await reaperOf(stateDir(), killed.pid), 'SIGKILL');
    killed.process.kill('SIGKILL');
    await killed.end();
    interrupted.process.kill('SIGINT');
    const [run = ''] = (await readdir(out('killed'))).filter((name) => name !== 'latest');
    const cleaned = await faultline(['cleanup', '--run', run]);
    expect(cleaned.code, cleaned.stderr).to.equal(0);
    expect(cleaned.stdout).to.include(run);
    const stopped = await interrupted.end();
    expect(stopped.code, stopped.stderr).to.equal(130);

    const { code, stdout, stderr } = await steady.end();
    expect(code, `${stdout}\n${stderr}`).to.equal(0);
    expect(await ours()).to.deep.equal([]);
  });
});
