import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { warningRules } from '../../../src/analysis/warnings/registry.ts';
import { ServiceStory } from './support/service-story.ts';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/warnings.md', root), 'utf8');
const codes = (story: ServiceStory) =>
  story
    .ended()
    .analyse()
    .warnings.map(({ code }) => code);
const factOf = (code: string, story: ServiceStory) =>
  story
    .ended()
    .analyse()
    .warnings.find((warning) => warning.code === code)?.fact;
const settings = (more: Parameters<typeof ServiceStory.settings>[0]) => ({ update: ServiceStory.settings(more) });
const check = (intervalMs: number, retries: number, startPeriodMs = 0) => ({
  healthcheck: { intervalMs, retries, startPeriodMs, timeoutMs: 1000 },
});
const sick = (story: ServiceStory, atMs: number) => story.engine(atMs, 'health_status', { container: 'web.1.b1', health: 'unhealthy' });

describe('warnings', () => {
  for (const { code } of warningRules) {
    it(`${code} has a file and is explained`, () => {
      expect(existsSync(new URL(`src/analysis/warnings/${code}.ts`, root))).to.equal(true);
      expect(page).to.include(`\`${code}\``);
    });
  }

  it('say nothing of a service that was updated well, or not at all', () => {
    expect(codes(ServiceStory.updated())).to.deep.equal([]);
    expect(codes(ServiceStory.two({ ...check(10_000, 3), written: [], ...settings({ delayMs: 9000 }) }))).to.deep.equal([]);
  });

  it('monitor-too-short: when the health check needs longer than Swarm watches', () => {
    expect(factOf('monitor-too-short', ServiceStory.updated(check(1000, 3, 2500)))).to.equal(
      'monitor 5000 ms < start_period 2500 ms + interval 1000 ms × retries 3 = 5500 ms',
    );
    expect(codes(ServiceStory.updated(check(1000, 5)))).to.deep.equal([]);
  });

  it('delay-longer-than-monitor: when the monitor that is written does not act', () => {
    expect(factOf('delay-longer-than-monitor', ServiceStory.updated(settings({ delayMs: 6000 })))).to.equal(
      'delay 6000 ms > monitor 5000 ms',
    );
    expect(codes(ServiceStory.updated(settings({ delayMs: 5000 })))).to.deep.equal([]);
  });

  it('one-replica-stop-first: when it was updated so', () => {
    const one = (order: 'stop-first' | 'start-first') =>
      new ServiceStory().service(0, 1, settings({ order })).runs(100, 'web.1/a').rollout(2000, 'updating').rollout(3000, 'completed');
    expect(codes(one('stop-first'))).to.deep.equal(['one-replica-stop-first']);
    expect(codes(one('start-first'))).to.deep.equal([]);
    expect(codes(new ServiceStory().service(0, 1).runs(100, 'web.1/a')), 'not updated').to.deep.equal([]);
  });

  it('failure-action-default: when the scenario did not write it', () => {
    expect(codes(ServiceStory.updated({ written: ['update_config.parallelism'] }))).to.deep.equal(['failure-action-default']);
    expect(codes(ServiceStory.updated({ written: ['update_config.failure_action'] }))).to.deep.equal([]);
    expect(codes(ServiceStory.updated({ written: [], ...settings({ failureAction: 'rollback' }) }))).to.deep.equal([]);
    expect(codes(ServiceStory.updated()), 'attached: not known').to.deep.equal([]);
  });

  it('grace-too-short: when a task that was to stop was killed', () => {
    const stopped = (code: number) =>
      ServiceStory.two({ stopGracePeriodMs: 1000 })
        .task(2000, 'web.2/a', 'running', { desiredState: 'shutdown' })
        .dies(3000, 'web.2/a', code);
    expect(factOf('grace-too-short', stopped(137))).to.include('web.2 exited 137 (SIGKILL) 1000 ms after');
    expect(codes(stopped(0))).to.deep.equal([]);
    expect(codes(ServiceStory.two().dies(3000, 'web.2/a', 137)), 'nobody asked it to stop').to.deep.equal([]);
    expect(codes(stopped(137).step(2500, { targets: ['web.2'] })), 'a fault killed it').to.deep.equal([]);
  });

  it('task-history-too-small: when more tasks ended in a slot than Swarm remembers', () => {
    const ending = (count: number) => {
      const story = new ServiceStory().service(0, 1, { taskHistoryLimit: 2 });
      for (const [index, letter] of ['a', 'b', 'c', 'd'].slice(0, count).entries()) {
        story.runs(1000 + index * 200, `web.1/${letter}`).dies(1100 + index * 200, `web.1/${letter}`, 1);
      }
      return story;
    };
    expect(factOf('task-history-too-small', ending(3))).to.equal('3 tasks of web.1 ended, the task history limit is 2');
    expect(codes(ending(2))).to.deep.equal([]);
  });

  it('unhealthy-after-monitor: when a completed update turned sick later, by itself', () => {
    const quick = settings({ monitorMs: 500 });
    expect(factOf('unhealthy-after-monitor', sick(ServiceStory.updated(quick), 4500))).to.equal(
      'web.1 turned unhealthy 1790 ms after it ran, monitored for 500 ms',
    );
    expect(codes(sick(ServiceStory.updated(), 4500)), 'within the monitor').to.deep.equal([]);
    expect(codes(sick(ServiceStory.updated(quick), 4500).step(4100, { targets: ['web.1.b1'] })), 'a fault did it').to.deep.equal([]);
  });
});
