import { expect } from 'chai';
import type { ServiceAnalysis } from '../../../src/analysis/analysis.ts';
import { serviceRestarts } from '../../../src/analysis/service-restarts.ts';
import { versionShares } from '../../../src/analysis/version-shares.ts';
import { ServiceStory } from './support/service-story.ts';

function serviceIn(story: ServiceStory): ServiceAnalysis {
  const service = story.analyse().subjects['web']?.service;
  if (service === undefined) throw new Error('no service');
  return service;
}
const origins = (story: ServiceStory) => serviceIn(story).tasks.map(({ task, taskId, origin }) => `${task}/${taskId.charAt(0)} ${origin}`);
const totals = (story: ServiceStory) => serviceIn(story).running.map(({ atMs, total }) => [atMs, total]);
const v2 = { version: '2', image: 'faultline/webserver:v2', specVersion: 20 };

describe('services', () => {
  it('count versions that are called what every object has', () => {
    const { running } = serviceIn(new ServiceStory().service(0, 1).runs(100, 'web.1/a', { version: 'constructor' }));
    expect(running.map(({ total, byVersion }) => [total, byVersion])).to.deep.equal([[1, { constructor: 1 }]]);
  });

  it('tell their tasks with states over time, and a subject of their kind', () => {
    const analysis = ServiceStory.updated().ended().analyse();
    expect(analysis.subjects['web']?.kind).to.equal('service');
    const first = analysis.subjects['web']?.service?.tasks[0];
    expect(first).to.deep.include({ task: 'web.1', slot: 1, taskId: 'a1', version: '1', runningMs: 100, endedMs: 2210, exitCode: 0 });
    expect(first?.states.map(({ state, desiredState }) => `${state} > ${desiredState}`)).to.deep.equal([
      'preparing > running',
      'running > running',
      'running > shutdown',
      'shutdown > shutdown',
    ]);
  });

  it('date a change of the desired state by when it was seen', () => {
    const story = ServiceStory.two().task(3000, 'web.1/a', 'running', { desiredState: 'shutdown', atMs: 100 });
    expect(serviceIn(story).tasks[0]?.states.at(-1)).to.include({ desiredState: 'shutdown', atMs: 3000 });
  });

  it('count the running tasks per version, a death from its event on', () => {
    expect(totals(ServiceStory.two().dies(3000, 'web.2/a', 137).task(3100, 'web.2/a', 'failed', { exitCode: 137 }))).to.deep.equal([
      [100, 1],
      [120, 2],
      [3000, 1],
    ]);
    expect(serviceIn(ServiceStory.updated()).running.at(-1)?.byVersion).to.deep.equal({ 1: 0, 2: 2 });
  });

  it('take tasks that replace living ones for the rollout, and all others that follow an end for restarts', () => {
    expect(origins(ServiceStory.updated())).to.deep.equal(['web.1/a initial', 'web.2/a initial', 'web.1/b rollout', 'web.2/b rollout']);
    const killed = ServiceStory.two().dies(3000, 'web.2/a', 137).task(3100, 'web.2/a', 'failed').runs(3600, 'web.2/b');
    expect(origins(killed).at(-1)).to.equal('web.2/b restart');
    expect(serviceRestarts(serviceIn(killed))).to.have.length(1);
    expect(serviceRestarts(serviceIn(killed))[0]).to.include({ task: 'web.2', slot: 2, atMs: 3590, backoffMs: 600 });
  });

  it('leave out what ended before the run, and call what it replaced initial', () => {
    const story = ServiceStory.two()
      .task(10, 'web.3/a', 'failed', { atMs: -5000, createdMs: -90_000, exitCode: 1 })
      .task(10, 'web.3/b', 'running', { atMs: -4000, createdMs: -4500 });
    expect(origins(story)).to.include('web.3/b initial').and.not.to.include('web.3/a initial');
    const containers = Object.values(story.analyse().subjects['web']?.containers ?? {});
    expect(containers.flatMap(({ exits }) => exits)).to.deep.equal([]);
    expect(serviceRestarts(serviceIn(story))).to.deep.equal([]);
    const within = ServiceStory.two().task(10, 'web.3/a', 'failed', { atMs: -500, createdMs: -90_000 }).runs(600, 'web.3/b');
    expect(serviceRestarts(serviceIn(within)), 'replaced during the run').to.have.length(1);
  });

  it('take an old task killed amid a rollout for a restart, though it comes back with the new spec', () => {
    const story = ServiceStory.two().rollout(2000, 'updating').dies(2100, 'web.2/a', 137).task(2150, 'web.2/a', 'failed');
    expect(origins(story.runs(2900, 'web.2/b', v2)).at(-1)).to.equal('web.2/b restart');
    const none = ServiceStory.two({ restart: { condition: 'none', delayMs: 0, maxAttempts: 0, windowMs: 0 } });
    none.rollout(2000, 'updating').dies(2100, 'web.2/a', 137).task(2150, 'web.2/a', 'failed');
    expect(origins(none.runs(2900, 'web.2/b', v2)).at(-1), 'no restart policy would have').to.equal('web.2/b rollout');
  });

  it('tell tasks made to scale up, also after a scale to zero', () => {
    const story = ServiceStory.two().service(2000, 3).runs(2500, 'web.3/a');
    expect(origins(story).at(-1)).to.equal('web.3/a scale');
    const back = ServiceStory.two()
      .service(2000, 0)
      .task(2010, 'web.1/a', 'running', { desiredState: 'remove' })
      .dies(2200, 'web.1/a', 0)
      .service(3000, 2)
      .runs(3500, 'web.1/b');
    expect(origins(back).at(-1)).to.equal('web.1/b scale');
  });

  it('tell a rollout with its batches, length and the most tasks down', () => {
    const [rollout, ...more] = serviceIn(ServiceStory.updated()).rollouts;
    expect(more).to.deep.equal([]);
    expect(rollout).to.deep.include({ kind: 'update', state: 'completed', startedMs: 2000, endedMs: 4000, maxDown: 1 });
    expect(rollout?.batches).to.deep.equal([
      { atMs: 2010, tasks: ['web.1'] },
      { atMs: 3010, tasks: ['web.2'] },
    ]);
  });

  it('take tasks created together for one batch', () => {
    const story = ServiceStory.two()
      .rollout(2000, 'updating')
      .task(2010, 'web.1/b', 'ready', v2)
      .task(2020, 'web.2/b', 'ready', v2)
      .dies(2200, 'web.1/a', 0)
      .dies(2210, 'web.2/a', 0)
      .task(2800, 'web.1/b', 'running')
      .task(2900, 'web.2/b', 'running')
      .rollout(4000, 'completed');
    expect(serviceIn(story).rollouts[0]).to.deep.include({ maxDown: 2, batches: [{ atMs: 2010, tasks: ['web.1', 'web.2'] }] });
  });

  it('do not take for down what scaling up asks for and what has never run', () => {
    const growing = () =>
      ServiceStory.two().rollout(2000, 'updating').service(2500, 4).task(2510, 'web.3/a', 'preparing').task(2510, 'web.4/a', 'preparing');
    const down = (story: ServiceStory) => serviceIn(story.rollout(9000, 'completed').ended()).rollouts[0]?.maxDown;
    const grown = () => growing().task(3000, 'web.3/a', 'running').task(4000, 'web.4/a', 'running');
    expect(down(grown())).to.equal(0);
    expect(down(growing().task(3000, 'web.3/a', 'running')), 'one never comes').to.equal(0);
    expect(down(grown().dies(5000, 'web.4/a', 137)), 'it had run').to.equal(1);
    expect(down(growing().dies(2600, 'web.1/a', 137)), 'an old one').to.equal(1);
    expect(down(ServiceStory.two().service(1500, 3).rollout(1510, 'updating').runs(2400, 'web.3/a')), 'scaled just before').to.equal(0);
    expect(down(new ServiceStory().service(0, 2).runs(100, 'web.1/a').rollout(2000, 'updating')), 'it never ran').to.equal(1);
  });

  it('do not take for down what scaling down takes away', () => {
    const story = ServiceStory.two()
      .rollout(2000, 'updating')
      .task(3000, 'web.2/a', 'running', { desiredState: 'remove' })
      .service(3010, 1)
      .dies(3500, 'web.2/a', 0)
      .task(3600, 'web.2/a', 'remove')
      .service(5000, 2)
      .runs(6000, 'web.2/b')
      .rollout(9000, 'completed');
    expect(serviceIn(story).rollouts[0]?.maxDown).to.equal(0);
  });

  it('tell an automatic rollback as the end of an update and a rollout of its own', () => {
    const story = ServiceStory.two()
      .rollout(2000, 'updating')
      .rollout(3000, 'rollback_started', 'update rolled back due to failure')
      .rollout(4500, 'rollback_completed');
    expect(serviceIn(story).rollouts.map(({ kind, state, startedMs, endedMs }) => [kind, state, startedMs, endedMs])).to.deep.equal([
      ['update', 'rollback_started', 2000, 3000],
      ['rollback', 'rollback_completed', 3000, 4500],
    ]);
  });

  it('end an update where the next one takes its place, and leave out what was over before the run', () => {
    const story = ServiceStory.two().rollout(-500, 'completed').rollout(2000, 'updating').rollout(3000, 'updating');
    expect(serviceIn(story).rollouts.map(({ state, endedMs }) => [state, endedMs])).to.deep.equal([
      ['updating', 3000],
      ['updating', undefined],
    ]);
    expect(serviceIn(ServiceStory.two().rollout(2000, 'completed')).rollouts, 'its beginning was missed').to.have.length(1);
  });

  it('name the slot of an exit, and take it from the task when no death was seen', () => {
    const seen = ServiceStory.two().dies(3000, 'web.2/a', 137).task(3100, 'web.2/a', 'failed', { exitCode: 137 }).analyse();
    expect(seen.subjects['web']?.containers['web.2.a2']?.exits).to.have.length(1);
    expect(seen.subjects['web']?.containers['web.2.a2']?.exits[0]).to.deep.include({ task: 'web.2', code: 137, atMs: 3000 });
    const told = ServiceStory.two().task(3100, 'web.2/a', 'failed', { exitCode: 15 }).analyse().subjects['web'];
    expect(told?.containers['web.2.a2']?.exits[0]).to.deep.include({ task: 'web.2', code: 15, atMs: 3100 });
  });

  it('keep the error of a task that never had a container, which is no exit', () => {
    const subject = ServiceStory.two().task(3000, 'web.2/b', 'rejected', { error: 'No such image: nosuch:1' }).analyse().subjects['web'];
    expect(subject?.service?.tasks.at(-1)).to.include({ error: 'No such image: nosuch:1' }).and.not.have.property('exitCode');
    expect(Object.values(subject?.containers ?? {}).flatMap(({ exits }) => exits)).to.deep.equal([]);
  });

  it('weigh versions by the time their tasks ran', () => {
    const { running } = serviceIn(ServiceStory.updated());
    expect(versionShares(running, { fromMs: 200, untilMs: 2000 })).to.deep.equal({ 1: 1 });
    expect(versionShares(running, { fromMs: 4000, untilMs: 6000 })).to.deep.equal({ 2: 1 });
    // From 2710 to 3210 one task of each; before, from 2210, only one of version 1.
    expect(versionShares(running, { fromMs: 2210, untilMs: 3210 })).to.deep.equal({ 1: 1000 / 1500, 2: 500 / 1500 });
    expect(versionShares([], { fromMs: 0, untilMs: 10 })).to.deep.equal({});
  });
});
