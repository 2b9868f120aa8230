import { expect } from 'chai';
import { unmet } from '../../../src/checks/unmet.ts';
import { checks } from '../../../src/checks/registry.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';
import type { HistoryBuilder } from '../support/history-builder.ts';
import { judgeWith } from '../support/judge-with.ts';

const verdictOf = (kind: string, options: unknown, history: HistoryBuilder) => judgeWith(kind, options, history).verdict;
const updated = () => ServiceStory.updated().ended();
const killed = () =>
  ServiceStory.two()
    .step(2000, { fault: 'kill', label: 'kill web.2', targets: ['web.2'] })
    .dies(2005, 'web.2/a', 137)
    .task(2105, 'web.2/a', 'failed', { error: 'task: non-zero exit (137)', exitCode: 137, desiredState: 'shutdown' })
    .runs(2900, 'web.2/b')
    .ended();
const withGap = (story: ServiceStory) => story.add(3500, { type: 'events-resumed', lostMs: 500, gap: true });
const cut = (story: ServiceStory) =>
  story.phase('steady', 0, 1000).phase('chaos', 1000, 3000).add(3000, { type: 'run-ended', reason: 'interrupted', durationMs: 3000 });

describe('check rollout', () => {
  it('passes and fails on state, length, batches and tasks down', () => {
    expect(judgeWith('rollout', { of: 'web', state: 'completed', max_down: '<= 1' }, updated())).to.deep.include({
      verdict: 'passed',
      expected: 'completed, down at once <= 1',
      observed: 'completed after 2000 ms, 2 batches of 1, 1, at most 1 task down',
    });
    expect(verdictOf('rollout', { state: 'paused' }, updated())).to.equal('failed');
    expect(verdictOf('rollout', { within: '2s', duration: '> 1s', batches: 2, batch_size: 1 }, updated())).to.equal('passed');
    expect(verdictOf('rollout', { within: '1s' }, updated())).to.equal('failed');
    expect(verdictOf('rollout', { duration: '> 2s' }, updated())).to.equal('failed');
    expect(verdictOf('rollout', { batches: 1 }, updated())).to.equal('failed');
    expect(verdictOf('rollout', { batch_size: 2 }, updated())).to.equal('failed');
    expect(verdictOf('rollout', { max_down: 0 }, updated())).to.equal('failed');
    expect(verdictOf('rollout', { state: 'completed' }, ServiceStory.two().ended()), 'there was none').to.equal('failed');
  });

  it('tells the first, the last and the n-th', () => {
    const rolledBack = () =>
      ServiceStory.two().rollout(2000, 'updating').rollout(3000, 'rollback_started', 'failure').rollout(4000, 'rollback_completed').ended();
    expect(verdictOf('rollout', { state: 'rollback_completed' }, rolledBack())).to.equal('passed');
    expect(verdictOf('rollout', { which: 'first', state: 'rollback_started' }, rolledBack())).to.equal('passed');
    expect(verdictOf('rollout', { which: 2, state: 'rollback_completed' }, rolledBack())).to.equal('passed');
    expect(verdictOf('rollout', { which: 3, state: 'rollback_completed' }, rolledBack())).to.equal('failed');
  });

  it('is inconclusive when its end was not seen', () => {
    const going = () => ServiceStory.two().rollout(2000, 'updating');
    expect(verdictOf('rollout', { state: 'completed' }, cut(going()))).to.equal('inconclusive');
    expect(verdictOf('rollout', { state: 'completed' }, withGap(going()).ended())).to.equal('inconclusive');
    expect(verdictOf('rollout', { within: '500ms' }, cut(going())), 'too long already').to.equal('failed');
    expect(verdictOf('rollout', { duration: '<= 1h' }, going().ended())).to.equal('inconclusive');
    expect(verdictOf('rollout', { of: 'db', state: 'completed' }, updated())).to.equal('inconclusive');
  });
});

describe('check replicas', () => {
  it('passes and fails at the end and over time', () => {
    expect(judgeWith('replicas', { of: 'web', is: 2 }, killed())).to.deep.include({
      verdict: 'passed',
      observed: '2 at the end (between 0 and 2), decided at 2900 ms',
    });
    expect(verdictOf('replicas', { is: 3 }, killed())).to.equal('failed');
    expect(verdictOf('replicas', { is: 2, within: '900ms', after: 'kill' }, killed())).to.equal('passed');
    expect(verdictOf('replicas', { is: 2, within: '500ms', after: 'kill' }, killed())).to.equal('failed');
    expect(verdictOf('replicas', { is: '>= 1', always: true, during: 'chaos' }, killed())).to.equal('passed');
    expect(verdictOf('replicas', { is: 2, always: true, during: 'chaos' }, killed())).to.equal('failed');
    expect(verdictOf('replicas', { is: '> 2', never: true }, killed())).to.equal('passed');
    expect(verdictOf('replicas', { is: 1, never: true, during: 'chaos' }, killed())).to.equal('failed');
    expect(verdictOf('replicas', { is: 1, eventually: true, after: 'kill' }, killed())).to.equal('passed');
    expect(verdictOf('replicas', { is: 0, eventually: true, after: 'kill' }, killed())).to.equal('failed');
  });

  it('is inconclusive when it may have changed unseen', () => {
    expect(verdictOf('replicas', { is: 2 }, withGap(killed()))).to.equal('inconclusive');
    expect(verdictOf('replicas', { is: 2 }, cut(ServiceStory.two()))).to.equal('inconclusive');
    expect(verdictOf('replicas', { is: 2, within: '1m', after: 'kill' }, killed()), 'it holds already').to.equal('passed');
    expect(verdictOf('replicas', { is: 3, within: '1m', after: 'kill' }, killed())).to.equal('inconclusive');
    expect(verdictOf('replicas', { is: 2, after: 'pause' }, killed())).to.equal('inconclusive');
  });

  it('takes one word for time only', () => {
    const schema = checks.find(({ name }) => name === 'replicas')?.schema;
    expect(schema?.safeParse({ is: 2, always: true, never: true }).success).to.equal(false);
    expect(schema?.safeParse({ is: 2, always: true, within: '1s' }).success).to.equal(false);
    expect(schema?.safeParse({ is: 2, eventually: true, within: '1s' }).success).to.equal(true);
  });

  it('does not take what holds just after a step for the end, while the run goes on', () => {
    const schema = checks.find(({ name }) => name === 'replicas')?.schema;
    const expectations = [{ kind: 'replicas', options: schema?.parse({ of: 'web', is: 2 }) }];
    const story = () => ServiceStory.two().step(2000, { fault: 'kill' });
    expect(unmet(expectations, story().events)).not.to.be.empty;
    expect(unmet(expectations, story().add(4000, { type: 'warning', code: 'w', message: 'later' }).events)).to.be.empty;
  });
});

describe('unmet expectations', () => {
  it('are given the time of their within, counted from the step that they name or the last one', () => {
    const schema = checks.find(({ name }) => name === 'replicas')?.schema;
    const expected = (options: object) => [{ kind: 'replicas', options: schema?.parse({ of: 'web', is: 2, ...options }) }];
    const story = () =>
      ServiceStory.two().step(2000, { fault: 'kill' }).dies(2005, 'web.2/a', 137).step(3000, { fault: 'pause', doneMs: 3100 });
    const back = () => story().runs(9000, 'web.2/b').add(9100, { type: 'warning', code: 'w', message: 'later' });
    expect(unmet(expected({ within: '30s' }), story().events)).to.deep.equal([{ untilMs: 33_100 }]);
    expect(unmet(expected({ within: '30s', after: 'kill' }), story().events)).to.deep.equal([{ untilMs: 32_010 }]);
    expect(unmet(expected({}), story().events)).to.deep.equal([{}]);
    expect(unmet([...expected({ within: '30s' }), ...expected({})], back().events)).to.deep.equal([]);
    expect(unmet(expected({ within: '2s' }), back().events), 'too late').to.deep.equal([{ untilMs: 5100 }]);
  });
});

describe('check tasks', () => {
  it('passes and fails on state, error, exit code, version, origin and slot', () => {
    expect(judgeWith('tasks', { of: 'web', state: 'failed', error: 'exit \\(137\\)', times: 1 }, killed())).to.deep.include({
      verdict: 'passed',
      expected: 'failed, an error matching /exit \\(137\\)/, 1 time',
    });
    expect(verdictOf('tasks', { error: 'No such image' }, killed())).to.equal('failed');
    expect(verdictOf('tasks', { exit_code: 137, slot: 2 }, killed())).to.equal('passed');
    expect(verdictOf('tasks', { exit_code: 137, slot: 1 }, killed())).to.equal('failed');
    expect(verdictOf('tasks', { origin: 'restart', times: 1 }, killed())).to.equal('passed');
    expect(verdictOf('tasks', { origin: 'restart', times: 0 }, killed())).to.equal('failed');
    expect(verdictOf('tasks', { origin: 'rollout', version: '2', times: 2 }, updated())).to.equal('passed');
    expect(verdictOf('tasks', { state: 'running', version: '3' }, updated())).to.equal('failed');
    expect(verdictOf('tasks', { state: 'running', after: 'kill', within: '1s', times: 1 }, killed())).to.equal('passed');
    expect(verdictOf('tasks', { state: 'running', after: 'kill', within: '500ms', times: 0 }, killed())).to.equal('passed');
  });

  it('is inconclusive when a task may have gone unseen', () => {
    expect(verdictOf('tasks', { state: 'rejected' }, withGap(killed()))).to.equal('inconclusive');
    expect(verdictOf('tasks', { state: 'failed' }, withGap(killed())), 'seen anyway').to.equal('passed');
    expect(verdictOf('tasks', { state: 'failed' }, cut(ServiceStory.two()))).to.equal('inconclusive');
  });
});

describe('checks of containers, on a service', () => {
  it('count restarts by tasks, and exits by slot', () => {
    expect(verdictOf('restarts', { of: 'web', is: 1, backoff: { first: '== 895ms' } }, killed())).to.equal('passed');
    expect(verdictOf('restarts', { of: 'web', is: 0 }, killed())).to.equal('failed');
    expect(verdictOf('restarts', { of: 'web', is: 0 }, updated()), 'a rollout restarts nothing').to.equal('passed');
    expect(verdictOf('restarts', { slot: 1, is: 0 }, killed())).to.equal('passed');
    expect(verdictOf('restarts', { is: 1, eventually: true }, killed())).to.equal('passed');
    expect(verdictOf('restarts', { is: 0, always: true }, killed())).to.equal('failed');
    expect(verdictOf('restarts', { is: '> 1', never: true }, killed())).to.equal('passed');
    expect(judgeWith('exit', { of: 'web', slot: 2, code: 137, times: 1 }, killed())).to.include({ verdict: 'passed' });
    expect(verdictOf('exit', { of: 'web', slot: 1, times: 0 }, killed())).to.equal('passed');
    expect(verdictOf('exit', { of: 'web', slot: 7, times: 0 }, killed())).to.equal('inconclusive');
    expect(verdictOf('restarts', { is: 1 }, withGap(killed()))).to.equal('inconclusive');
  });

  it('ask after the failures of the task that became unhealthy, not of the one that took its place', () => {
    const story = () => {
      const begun = ServiceStory.two().engine(500, 'health_status', { container: 'web.2.a2', health: 'healthy' });
      for (const atMs of [1000, 1500]) begun.engine(atMs, 'exec_die', { container: 'web.2.a2', exitCode: 1 });
      return begun.engine(1501, 'health_status', { container: 'web.2.a2', health: 'unhealthy' }).dies(1600, 'web.2/a', 15);
    };
    const replaced = () =>
      story()
        .runs(2900, 'web.2/b')
        .engine(3100, 'exec_die', { container: 'web.2.b2', exitCode: 0 })
        .engine(3101, 'health_status', { container: 'web.2.b2', health: 'healthy' })
        .ended();
    for (const where of [{ slot: 2 }, { of: 'web' }]) {
      expect(verdictOf('health', { ...where, failures: 2 }, replaced())).to.equal('passed');
      expect(verdictOf('health', { ...where, failures: 3 }, replaced())).to.equal('failed');
    }
    expect(verdictOf('health', { slot: 1, failures: 2 }, replaced()), 'never unhealthy').to.equal('failed');
    expect(verdictOf('health', { slot: 2, order: ['healthy', 'unhealthy', 'healthy'] }, replaced())).to.equal('passed');
    expect(verdictOf('health', { slot: 2, order: ['unhealthy', 'healthy'] }, story().ended())).to.equal('failed');
  });

  it('ask the health of the latest task of each slot', () => {
    const health = (atMs: number, container: string, status: 'healthy' | 'unhealthy', story: ServiceStory) =>
      story.engine(atMs, 'health_status', { container, health: status });
    const story = killed();
    health(500, 'web.1.a1', 'healthy', story);
    health(1900, 'web.2.a2', 'unhealthy', story);
    health(3100, 'web.2.b2', 'healthy', story);
    expect(verdictOf('health', { of: 'web', is: 'healthy' }, story)).to.equal('passed');
    expect(verdictOf('health', { of: 'web', is: 'unhealthy' }, story)).to.equal('failed');
    expect(verdictOf('health', { container: 'web.1.a1', always: 'healthy' }, story)).to.equal('passed');
    expect(verdictOf('health', { of: 'web', always: 'healthy' }, story)).to.equal('failed');
    expect(verdictOf('health', { slot: 1, eventually: 'healthy' }, story)).to.equal('passed');
    expect(verdictOf('health', { slot: 2, eventually: 'healthy' }, story), 'not the first of its tasks').to.equal('failed');
    expect(verdictOf('health', { of: 'web', always: 'healthy' }, killed())).to.equal('inconclusive');
  });
});

describe('check state over time', () => {
  const crashed = () =>
    new ServiceStory()
      .subject()
      .engine(100, 'start')
      .step(2000)
      .engine(2005, 'die', { exitCode: 1 })
      .engine(2300, 'start', { incarnation: 2 })
      .ended();

  it('passes and fails on the state of a container at every instant asked about', () => {
    expect(verdictOf('state', { is: 'running', always: true, during: 'chaos' }, crashed())).to.equal('failed');
    expect(verdictOf('state', { is: 'running', always: true, during: 'recovery' }, crashed())).to.equal('passed');
    expect(verdictOf('state', { is: 'running', within: '500ms', after: 'kill' }, crashed())).to.equal('passed');
    expect(verdictOf('state', { is: 'running', within: '100ms', after: 'kill' }, crashed())).to.equal('failed');
    expect(verdictOf('state', { is: 'paused', never: true }, crashed()), 'unknown before its start').to.equal('inconclusive');
    expect(verdictOf('state', { is: 'paused', never: true, during: 'chaos' }, crashed())).to.equal('passed');
    expect(verdictOf('state', { is: 'exited', eventually: true }, crashed())).to.equal('passed');
  });

  it('cannot be told of a service, and takes the state alone', () => {
    expect(verdictOf('state', { of: 'web', is: 'running', always: true }, killed())).to.equal('inconclusive');
    const schema = checks.find(({ name }) => name === 'state')?.schema;
    expect(schema?.safeParse({ code: 1, always: true }).success).to.equal(false);
  });
});

describe('check versions by tasks', () => {
  it('passes and fails over a window, at the end and over time', () => {
    const of = { of: 'web', by: 'tasks' };
    expect(judgeWith('versions', { ...of, at: 'end', share: { '2': '== 100%' } }, updated())).to.deep.include({
      verdict: 'passed',
      observed: 'version 2 100% of the running tasks at the end',
    });
    expect(verdictOf('versions', { ...of, at: 'end', present: ['1'] }, updated())).to.equal('failed');
    expect(verdictOf('versions', { ...of, during: 'steady', absent: ['2'] }, updated())).to.equal('passed');
    expect(verdictOf('versions', { ...of, present: ['1', '2'], share: { '1': '> 30%' } }, updated())).to.equal('passed');
    expect(verdictOf('versions', { ...of, share: { '1': '> 60%' } }, updated())).to.equal('failed');
    expect(verdictOf('versions', { ...of, share: { '2': '== 100%' }, eventually: true }, updated())).to.equal('passed');
    expect(verdictOf('versions', { ...of, share: { '3': '> 0%' }, eventually: true }, updated())).to.equal('failed');
    expect(verdictOf('versions', { ...of, never_together: true }, updated())).to.equal('failed');
    expect(verdictOf('versions', { ...of, never_together: true, during: 'recovery' }, updated())).to.equal('passed');
  });

  it('is inconclusive when a task may have changed unseen, or none ever ran', () => {
    expect(verdictOf('versions', { by: 'tasks', absent: ['3'] }, withGap(updated()))).to.equal('inconclusive');
    expect(verdictOf('versions', { by: 'tasks', absent: ['3'] }, new ServiceStory().service(0, 0).ended())).to.equal('inconclusive');
  });

  it('refuses words for time by responses', () => {
    const schema = checks.find(({ name }) => name === 'versions')?.schema;
    expect(schema?.safeParse({ absent: ['3'], always: true }).success).to.equal(false);
    expect(schema?.safeParse({ absent: ['3'], by: 'tasks', always: true }).success).to.equal(true);
    expect(schema?.safeParse({ absent: ['3'], by: 'tasks', stream: 'new' }).success).to.equal(false);
  });
});

describe('check versions by responses', () => {
  const switched = (mixed: boolean) =>
    new ServiceStory().load((dueMs, row) => ({ version: dueMs < 3000 || (mixed && dueMs < 4000 && row % 2 === 0) ? '1' : '2' })).ended();

  it('tells versions that answer at once, and at the end', () => {
    expect(verdictOf('versions', { never_together: true }, switched(false))).to.equal('passed');
    expect(verdictOf('versions', { never_together: true }, switched(true))).to.equal('failed');
    expect(verdictOf('versions', { at: 'end', share: { '2': '== 100%' } }, switched(true))).to.equal('passed');
    expect(verdictOf('versions', { share: { '2': '== 100%' } }, switched(true))).to.equal('failed');
  });
});
