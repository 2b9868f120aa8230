import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { SUBJECT_LABEL } from '../../../src/engine/labels.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

const scenario = (attached: string) => `
name: Killed in the middle
attach:
  theirs: { container: ${attached} }
containers:
  ours-killed: { image: 'faultline/signaltest:exec' }
timeline:
  - at: 0s
    pause: { of: theirs }
  - at: 60s
expect:
  - state: { of: theirs, is: running }
`;

describe('faultline cleanup after a SIGKILL of faultline', function () {
  this.timeout(60_000);
  let engine: Engine;
  let place: Workplace;
  let containers: Containers;
  let theirs: Target;

  before(async () => {
    engine = await engineForTests();
    place = await Workplace.make();
    containers = new Containers(engine);
    theirs = await containers.run('faultline/signaltest:exec');
  });
  after(async () => {
    await containers.removeAll();
    await place.remove();
  });

  it('undoes what was done to others, removes what was ours, and then has nothing left to do', async () => {
    const env = { FAULTLINE_STATE_DIR: `${place.directory}/state` };
    const engineFlag = { FAULTLINE_ENGINE: engine.facts.endpoint };
    const run = new CommandLine(['run', await place.scenario(scenario(theirs.name)), '--out', place.out], { ...env, ...engineFlag });
    await run.says(new RegExp(`pause ${theirs.name}`));
    run.process.kill('SIGKILL');
    await run.end();
    expect((await containers.state(theirs)).status).to.equal('paused');
    expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=ours-killed`] })).to.have.length(1);

    const { code, stdout, stderr } = await faultline(['cleanup'], env);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.include(theirs.name);
    expect((await containers.state(theirs)).status).to.equal('running');
    expect(await engine.listContainers({ labels: [`${SUBJECT_LABEL}=ours-killed`] })).to.deep.equal([]);

    const again = await faultline(['cleanup', '--json'], env);
    expect(again.code).to.equal(0);
    expect(JSON.parse(again.stdout)).to.deep.include({ runs: [] });
  });
});
