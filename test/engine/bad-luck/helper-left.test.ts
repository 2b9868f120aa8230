import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { ROLE_LABEL } from '../../../src/engine/labels.ts';
import type { Target } from '../../../src/targets/target.ts';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { reaperOf } from '../../support/reaper-of.ts';
import { Workplace } from '../../support/workplace.ts';
import { socketPathOf } from '../engine/support/cut-proxy.ts';
import { HttpProxy } from './support/http-proxy.ts';
import { untilReaped } from './support/until-reaped.ts';

/** As it is done on an engine that is elsewhere. */
const scenario = ({ name }: Target) => `
name: Killed while a helper is at work
attach: { theirs: { container: ${name} } }
blast_radius: { last_healthy: true }
timeline: [{ at: 0s, crash: { of: theirs, method: helper } }]
`;

describe('A helper container whose faultline is killed', function () {
  this.timeout(90_000);
  let engine: Engine;
  let place: Workplace;
  let state: string;
  let containers: Containers;
  let theirs: Target;
  let proxy: HttpProxy;

  before(async () => (engine = await engineForTests()));
  beforeEach(async () => {
    place = await Workplace.make();
    state = join(place.directory, 'state');
    containers = new Containers(engine);
    theirs = await containers.run('faultline/signaltest:exec', { foreign: true });
    proxy = new HttpProxy(socketPathOf(engine.facts.endpoint));
  });
  afterEach(async () => {
    proxy.close();
    await containers.removeAll();
    await place.remove();
  });

  const helpers = async () => engine.listContainers({ labels: [`${ROLE_LABEL}=helper`] });

  for (const by of ['its reaper', 'faultline cleanup'] as const) {
    it(`is removed by ${by}`, async () => {
      const endpoint = await proxy.listen();
      const env = { FAULTLINE_STATE_DIR: state };
      // Nobody but a helper is waited for.
      const waiting = proxy.hold(/^POST \/containers\/\w+\/wait$/);
      const run = new CommandLine(['run', await place.scenario(scenario(theirs)), '--out', place.out, '--engine', endpoint], env);
      await waiting;
      expect(await helpers()).to.have.length(1);
      if (by === 'faultline cleanup') process.kill(await reaperOf(state, run.pid), 'SIGKILL');
      run.process.kill('SIGKILL');
      await run.end();
      if (by === 'faultline cleanup') {
        const { code, stderr } = await faultline(['cleanup'], env);
        expect(code, stderr).to.equal(0);
      }
      await untilReaped(state);
      expect(await helpers()).to.deep.equal([]);
      expect((await containers.state(theirs)).status).to.equal('running');
    });
  }
});
