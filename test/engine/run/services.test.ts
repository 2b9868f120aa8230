import { expect } from 'chai';
import { CommandLine, faultline } from '../../support/command-line.ts';
import { reaperOf } from '../../support/reaper-of.ts';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

describe('A service', function () {
  this.timeout(120_000);
  const here = new RunPlace();

  it('comes up, has a killed task replaced, and every change of its tasks is recorded', async () => {
    const run = await here.run(`
name: Killed task
services:
  web: { image: 'faultline/webserver:v1', ports: [8000], deploy: { replicas: 2, restart_policy: { delay: 0s } } }
load:
  users: { url: 'http://web:8000/', rate: 50/s, timeout: 500ms, version: { header: x-version } }
timeline:
  - at: 0s
    kill: { of: web, pick: { slot: 2 } }
  - when: { event: web, action: start, within: 60s }
  - when: { replicas: web, is: 2, within: 60s }
  - after: 1s
expect:
  - availability: { of: users, is: '>= 80%' }
`);
    expect(run.error).to.equal(undefined);
    expect(eventsOf(run, 'service')).to.have.lengthOf(1);
    const [step] = eventsOf(run, 'step');
    const killed = step?.targets[0] ?? '';
    expect(killed).to.match(/^web\.2\.\w{7}$/);
    const tasks = eventsOf(run, 'task');
    const failed = tasks.find(({ container, state }) => container === killed && state === 'failed');
    expect(failed).to.include({ task: 'web.2', error: 'task: non-zero exit (137)', exitCode: 137, version: '1' });
    const replacement = tasks.find(({ task, state, taskId }) => task === 'web.2' && state === 'running' && taskId !== failed?.taskId);
    expect(replacement?.createdMs).to.be.greaterThan(step?.atMs ?? Number.NaN);
    // The container is known by its task's name from its first event on.
    const actions = eventsOf(run, 'engine-event').filter(({ container }) => container === replacement?.container);
    expect(actions.map(({ action }) => action).slice(0, 2)).to.deep.equal(['create', 'start']);
    const died = eventsOf(run, 'engine-event').find(({ container, action }) => container === killed && action === 'die');
    expect(died).to.include({ exitCode: 137, incarnation: 1 });
    // Without its death the endpoint would stay until Swarm knows.
    const endpoints = eventsOf(run, 'endpoint');
    expect(endpoints[0]).to.include({ route: 'tasks' });
    expect(endpoints.find(({ reason }) => reason === `${killed}: die`)?.endpoints).to.have.lengthOf(1);
    expect(endpoints.at(-1)?.endpoints.map(({ container }) => container)).to.include(replacement?.container);
  });

  it('that cannot start ends the run with what Swarm says of its tasks', async () => {
    const run = await here.run(`
name: Missing program
services:
  web: { image: 'faultline/webserver:v1', entrypoint: [/nowhere], ready_within: 4s }
steady: { for: 1s, expect: [] }
timeline: [{ at: 0s }]
recovery: { within: 1s }
`);
    expect(run.error).to.include({ code: 'ERR_SUBJECT_FAILED' });
    expect((run.error as Error).message).to.match(/^web: 0 of 1 tasks ran within 4000 ms: .*\/nowhere/);
  });

  it('is scaled up and down, and the load follows', async () => {
    const run = await here.run(`
name: Scale
services:
  web: { image: 'faultline/webserver:v1', ports: [8000], healthcheck: { test: [CMD, healthy], interval: 300ms, retries: 2 } }
load:
  users: { url: 'http://web:8000/', rate: 20/s, timeout: 500ms }
timeline:
  - at: 0s
    scale: { of: web, replicas: 3 }
  - when: { replicas: web, is: 3, within: 60s }
    scale: { of: web, replicas: 1 }
  - when: { replicas: web, is: 1, within: 60s }
  - after: 1s
expect:
  - availability: { of: users, is: '>= 80%' }
`);
    expect(eventsOf(run, 'service').map(({ replicas }) => replicas)).to.deep.equal([1, 3, 1]);
    const counts = eventsOf(run, 'endpoint').map(({ endpoints }) => endpoints.length);
    expect(Math.max(...counts)).to.equal(3);
    expect(counts.at(-1)).to.equal(1);
  });

  it('global, has tasks named after their nodes', async () => {
    const run = await here.run(`
name: Global
services:
  web: { image: 'faultline/webserver:v1', deploy: { mode: global, restart_policy: { delay: 0s } } }
timeline:
  - at: 0s
    crash: { of: web }
  - when: { event: web, action: start, within: 20s }
`);
    expect(run.error).to.equal(undefined);
    const [node] = await (await here.engine.swarm()).listNodes();
    expect(new Set(eventsOf(run, 'task').map(({ task }) => task))).to.deep.equal(new Set([`web.${node?.hostname ?? ''}`]));
    expect(eventsOf(run, 'step')[0]).to.deep.include({ outcome: 'injected' });
  });

  it('has a lasting fault follow the slot of its task', async () => {
    const run = await here.run(`
name: Follow
services:
  web: { image: 'faultline/webserver:v1', stop_grace_period: 1s, deploy: { restart_policy: { delay: 0s } } }
timeline:
  - at: 0s
    pause: { of: web, for: 15s, follow: slot }
  - at: 500ms
    kill: { of: web }
`);
    expect(run.error).to.equal(undefined);
    const pauses = eventsOf(run, 'step').filter(({ fault }) => fault === 'pause');
    expect(pauses.map(({ outcome }) => outcome)).to.deep.equal(['injected', 'injected']);
    expect(pauses[1]?.details).to.deep.equal({ followed: pauses[1]?.targets[0] });
    const paused = eventsOf(run, 'engine-event').filter(({ action }) => action === 'pause');
    expect(new Set(paused.map(({ container }) => container)).size).to.equal(2);
    // The killed one is gone; its replacement is put back at the end of `for`.
    expect(eventsOf(run, 'undo').find(({ target }) => target === pauses[1]?.targets[0])).to.include({ outcome: 'undone' });
  });

  it('of a killed faultline is removed by cleanup', async () => {
    const state = { FAULTLINE_STATE_DIR: here.place.directory, FAULTLINE_ENGINE: here.engine.facts.endpoint };
    const scenario = await here.place.scenario(`
name: Killed
services:
  web: { image: 'faultline/webserver:v1', networks: [back] }
timeline: [{ at: 60s }]
`);
    const run = new CommandLine(['run', scenario, '--out', here.place.out], state);
    await run.says(/web\.1\.\w+ started/);
    // The reaper goes first, so that there is something left for cleanup.
    process.kill(await reaperOf(here.place.directory, run.pid), 'SIGKILL');
    run.process.kill('SIGKILL');
    await run.end();
    const { code, stdout } = await faultline(['cleanup'], state);
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/service {4}faultline-.*-web/)
      .and.to.match(/network {4}faultline-.*-back/);
  });

  it('is put back as it was when the run is only attached to it', async () => {
    const swarm = await here.engine.swarm();
    await here.engine.ensureImage('faultline/webserver:v1', () => undefined);
    const name = `attached-${process.pid}`;
    const deploy = { mode: 'replicated' as const, replicas: 1, labels: {} };
    const { id } = await swarm.createService({
      name,
      image: 'faultline/webserver:v1',
      spec: { environment: {}, init: false, ports: [], networks: [], labels: {}, readOnly: false, deploy },
      labels: {},
      networks: [],
      publishMode: 'host',
    });
    try {
      const run = await here.run(`
name: Attached
attach: { shop: { service: ${name} } }
timeline:
  - at: 0s
    scale: { of: shop, replicas: 2 }
  - after: 3s
`);
      expect(run.error).to.equal(undefined);
      expect(eventsOf(run, 'service').map(({ replicas }) => replicas)).to.include(2);
      expect(eventsOf(run, 'undo')[0]).to.include({ action: 'scale-service', outcome: 'undone' });
      expect((await swarm.inspectService(id))?.replicas).to.equal(1);
    } finally {
      await swarm.removeService(id);
    }
  });
});
