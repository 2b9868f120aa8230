import { join } from 'node:path';
import { expect } from 'chai';
import { CommandLine } from '../../support/command-line.ts';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

const healthcheck = { test: ['CMD', 'healthy'], intervalMs: 500, timeoutMs: 2000, retries: 2 } as const;

describe('Undoing', function () {
  this.timeout(120_000);
  const here = new RunPlace();

  it('comes when a fault without `for` has lasted for as long as any may, while the timeline still waits', async () => {
    const theirs = await here.containers.run('faultline/signaltest:exec', { foreign: true });
    const run = await here.run(`
name: A long wait
attach: { theirs: { container: ${theirs.name} } }
containers: { web: { image: 'faultline/webserver:v1' } }
blast_radius: { max_duration: 500ms, last_healthy: true }
timeline:
  - { at: 0s, pause: web }
  - { at: 0s, stop: { of: theirs, grace: 1s } }
  - { at: 0s, kill: web }
  - { when: { event: theirs, action: start, within: 30s } }
`);
    const undos = eventsOf(run, 'undo').map(({ action, target, outcome }) => `${action} ${target} ${outcome}`);
    expect(undos).to.include(`start ${theirs.name} undone`);
    expect(eventsOf(run, 'step').at(-1)).to.include({ outcome: 'waited' });
    const warnings = eventsOf(run, 'warning').filter(({ code }) => code === 'max-duration');
    expect(warnings.map(({ message }) => message).join(' ')).to.include(`to ${theirs.name} is undone after 500ms`);
    expect(
      eventsOf(run, 'undo').filter(({ action }) => action === 'start'),
      'its own container stays dead',
    ).to.have.length(1);
    expect((await here.containers.state(theirs)).status).to.equal('running');
  });

  it('that is impossible is told with the command that would do it, and is exit code 4 whatever the verdict', async () => {
    const theirs = await here.containers.run('faultline/webserver:v1', { foreign: true, spec: { healthcheck } });
    const command = '[node, -e, "process.exit(3)"]';
    const scenario = await here.place.scenario(`
name: It cannot be undone
attach: { theirs: { container: ${theirs.name} } }
blast_radius: { last_healthy: true }
timeline:
  - { at: 0s, unhealthy: { of: theirs, exec: { command: [node, -e, '0'], restore_command: ${command} } } }
  - { after: 0s, pause: { of: theirs } }
expect:
  - exit: { of: theirs, code: 9 }
`);
    // What stays owed is written down in a place of its own, which goes with the test.
    const env = { FAULTLINE_STATE_DIR: join(here.place.directory, 'state') };
    const { code, stderr } = await new CommandLine(
      ['run', scenario, '--out', here.place.out, '--engine', here.engine.facts.endpoint],
      env,
    ).end();
    expect(code, stderr).to.equal(4);
    expect(stderr).to.include(`left behind: ${theirs.name}: exec failed`).and.include('it exited with 3').and.include('docker exec ');
    const undos = (await here.place.history()).flatMap((event) => (event.type === 'undo' ? [`${event.action} ${event.outcome}`] : []));
    expect(undos, 'the newest first, and once more at the end').to.deep.equal(['unpause undone', 'exec failed', 'exec failed']);
    expect((await here.containers.state(theirs)).status).to.equal('running');
  });
});
