import { expect } from 'chai';
import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers';
import { crash } from '../../../src/faults/crash.ts';
import type { Fault } from '../../../src/faults/fault.ts';
import { kill } from '../../../src/faults/kill.ts';
import { pause } from '../../../src/faults/pause.ts';
import { remove } from '../../../src/faults/remove.ts';
import { stop } from '../../../src/faults/stop.ts';
import type { Target } from '../../../src/targets/target.ts';
import { Containers } from '../../support/containers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

describe('faults on a container that testcontainers started', () => {
  const environment = { ...process.env };
  let containers: Containers;
  let started: StartedTestContainer;
  let target: Target;

  before(async () => {
    containers = new Containers(await engineForTests());
    const { engine } = containers;
    process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
    process.env['DOCKER_HOST'] = engine.facts.endpoint;
    process.env['TESTCONTAINERS_HOST_OVERRIDE'] = engine.hostAddress;
    await engine.ensureImage('faultline/webserver:v1', () => undefined);
  });

  after(() => {
    for (const name of ['TESTCONTAINERS_RYUK_DISABLED', 'DOCKER_HOST', 'TESTCONTAINERS_HOST_OVERRIDE']) {
      if (environment[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = environment[name];
    }
  });

  beforeEach(async () => {
    started = await new GenericContainer('faultline/webserver:v1')
      .withExposedPorts(8000)
      .withWaitStrategy(Wait.forLogMessage(/listening on 8000/))
      .start();
    target = { subject: 'web', name: started.getName().slice(1), id: started.getId(), labels: started.getLabels(), attached: true };
  });

  afterEach(() => started.stop({ timeout: 0 }));

  const ending: readonly (readonly [Fault, object, number])[] = [
    [kill, {}, 137],
    [stop, { grace: '5s' }, 0],
    [crash, {}, 137],
  ];
  for (const [fault, options, code] of ending) {
    it(`${fault.name} ends it, and the undo at the end of the run puts it back`, async () => {
      const { undo } = await containers.inject(fault, options, target);
      expect(undo[0]).to.include({ action: 'start', container: target.id, when: 'run-end' });
      expect(await containers.until(target, ({ status }) => status === 'exited')).to.have.property('exitCode', code);
      expect(await containers.undo(undo)).to.deep.equal(['undone']);
      expect(await containers.state(target)).to.have.property('status', 'running');
    });
  }

  it('pause freezes it, and the undo at the end of the timeline lets it go on', async () => {
    const { undo } = await containers.inject(pause, {}, target);
    expect(undo).to.deep.equal([{ action: 'unpause', container: target.id, when: 'timeline-end' }]);
    expect(await containers.undo(undo)).to.deep.equal(['undone']);
    expect(await containers.state(target)).to.have.property('status', 'running');
  });

  it('remove is refused', async () => {
    expect((await faultlineErrorOf(containers.inject(remove, {}, target))).message).to.include('was not created by this run');
  });
});
