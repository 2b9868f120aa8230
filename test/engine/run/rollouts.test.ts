import { expect } from 'chai';
import type { ScenarioRun } from '../../../src/suite/scenario-run.ts';
import { CommandLine } from '../../support/command-line.ts';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

/** Longer than Swarm and a busy machine take to tell that a task is on its way out: clients are sent elsewhere by then. */
const DRAIN_MS = 3000;

const service = (order: string, replicas: number, extra = '') => `
services:
  web:
    image: faultline/webserver:v1
    environment: { DRAIN_DELAY_MS: '${order === 'start-first' ? DRAIN_MS : 0}' }
    ports: [8000]
    stop_grace_period: 20s
    healthcheck: { test: [CMD, healthy], interval: 500ms, retries: 3, timeout: 5s }
    deploy: { replicas: ${replicas}, update_config: { order: ${order}, monitor: 1s, delay: 0s } }
${extra}`;

describe('A rollout', function () {
  this.timeout(180_000);
  const here = new RunPlace();

  // The deadline is no part of it: a request that a full machine answers late is not lost.
  it('start-first of a draining application loses no request by task or by proxy', async () => {
    const run = await here.run(`
name: Start first${service('start-first', 2)}
load:
  users: { url: 'http://web:8000/', rate: 50/s, timeout: 10s, version: { header: x-version }, route: tasks }
  proxied: { url: 'http://web:8000/', rate: 50/s, timeout: 10s, route: proxy }
timeline:
  - at: 0s
    rollout: { of: web, image: 'faultline/webserver:v2' }
  - when: { rollout: web, state: completed, within: 60s }
  - after: 5s
`);
    expect(run.error).to.equal(undefined);
    expect(failures(run), whatWasSeen(run)).to.deep.equal({ users: 0, proxied: 0 });
    expect(eventsOf(run, 'rollout').map(({ state }) => state)).to.deep.equal(['updating', 'completed']);
    expect(new Set(eventsOf(run, 'endpoint').map(({ load, route }) => `${load} ${route}`))).to.deep.equal(
      new Set(['users tasks', 'proxied proxy']),
    );
    expect(eventsOf(run, 'task').filter(({ version, state }) => version === '2' && state === 'running')).to.have.lengthOf(2);
    expect(eventsOf(run, 'service').map(({ image }) => image)).to.deep.equal(['faultline/webserver:v1', 'faultline/webserver:v2']);
  });

  it('stop-first of one replica is an outage from the end of the old task to the beginning of the new one', async () => {
    const run = await here.run(`
name: Stop first${service('stop-first', 1)}
load:
  users: { url: 'http://web:8000/', rate: 50/s, timeout: 1s }
timeline:
  - at: 0s
    rollout: { of: web, image: 'faultline/webserver:v2' }
  - when: { rollout: web, state: completed, within: 60s }
  - after: 1s
`);
    const stopped = eventsOf(run, 'engine-event').find(({ action }) => action === 'kill')?.atMs ?? Number.NaN;
    const listening = eventsOf(run, 'log').find(({ text }) => text.startsWith('version 2 listening'))?.atMs ?? Number.NaN;
    const running = eventsOf(run, 'task').find(({ version, state }) => version === '2' && state === 'running');
    const outages = run.analysis.load['users']?.streams[0]?.outages ?? [];
    expect(outages).to.have.lengthOf(1);
    expect(outages[0]?.fromMs).to.be.within(stopped - 100, stopped + 500);
    // Clients are sent to the new task as soon as it is known to run, which takes its health check.
    expect(outages[0]?.untilMs).to.be.within(listening, (running?.t ?? Number.NaN) + 500);
  });

  it('is rolled back', async () => {
    const run = await here.run(`
name: Back${service('start-first', 1)}
timeline:
  - at: 0s
    rollout: { of: web, image: 'faultline/webserver:v2' }
  - when: { rollout: web, state: completed, within: 60s }
    rollback: { of: web }
  - when: { rollout: web, state: rollback_completed, within: 60s }
`);
    expect(run.error).to.equal(undefined);
    expect(eventsOf(run, 'rollout').map(({ state }) => state)).to.deep.equal([
      'updating',
      'completed',
      'rollback_started',
      'rollback_completed',
    ]);
    expect(eventsOf(run, 'service').map(({ image }) => image.split(':')[1])).to.deep.equal(['v1', 'v2', 'v1']);
  });

  it('interrupted by Ctrl-C leaves nothing', async () => {
    const run = new CommandLine([
      'run',
      await here.place.scenario(`
name: Interrupted${service('stop-first', 2)}
load: { users: { url: 'http://web:8000/', rate: 20/s, timeout: 500ms, route: proxy } }
timeline:
  - at: 0s
    rollout: { of: web, image: 'faultline/webserver:v2' }
  - at: 60s
`),
      '--out',
      here.place.out,
    ]);
    await run.says(/web\.\d\.\w+ created \(faultline\/webserver:v2\)/);
    run.process.kill('SIGINT');
    const { code, stderr } = await run.end();
    expect(code, stderr).to.equal(130);
    expect(stderr).not.to.include('left behind');
    expect((await here.place.history()).at(-1)).to.include({ type: 'run-ended', reason: 'interrupted' });
  });
});

function failures({ analysis }: ScenarioRun): Record<string, number> {
  return Object.fromEntries(
    eventsOfLoads(analysis).map((load) => [
      load,
      analysis.events.reduce((sum, event) => sum + (event.type === 'load-bucket' && event.load === load ? event.failed : 0), 0),
    ]),
  );
}

/** Everything but the load's own events, so that a lost request can be explained from the message alone. */
function whatWasSeen({ analysis }: ScenarioRun): string {
  const seen = analysis.events.filter(({ type }) => ['task', 'rollout', 'engine-event', 'endpoint'].includes(type));
  const outages = Object.values(analysis.load).flatMap(({ streams }) => streams.flatMap(({ outages }) => outages));
  return [...outages, ...seen].map((what) => JSON.stringify(what)).join('\n');
}

function eventsOfLoads({ load }: ScenarioRun['analysis']): string[] {
  return Object.keys(load);
}
