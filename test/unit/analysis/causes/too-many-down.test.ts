import { expect } from 'chai';
import { causeOf, failing, routed } from '../support/cause-of.ts';
import { ServiceStory } from '../support/service-story.ts';

describe('the cause too-many-down', () => {
  const stopping = (parallelism: number, slots: readonly number[]) => {
    const update = ServiceStory.settings({ parallelism });
    const story = routed(ServiceStory.two({ update }).runs(140, 'web.3/a'), 150, 'web.1.a1', 'web.2.a2', 'web.3.a3')
      .service(140, 3, { update })
      .step(1900, { fault: 'rollout', targets: ['web'] })
      .service(1905, 3, { specVersion: 20, update })
      .rollout(1910, 'updating');
    for (const slot of slots) {
      story
        .task(1920, `web.${slot}/a`, 'running', { desiredState: 'shutdown' })
        .engine(2000, 'kill', { container: `web.${slot}.a${slot}`, signal: 15 })
        .dies(2010, `web.${slot}/a`, 0)
        .task(1915, `web.${slot}/b`, 'ready', { version: '2', specVersion: 20, desiredState: 'ready' })
        .task(2510, `web.${slot}/b`, 'running', { container: `web.${slot}.b${slot}`, desiredState: 'running' });
    }
    return story.rollout(2600, 'completed').load(failing(2010, 2500));
  };

  it('is told of a rollout that takes several at a time, against the replicas', () => {
    expect(causeOf(stopping(2, [1, 2]))).to.include({
      rule: 'too-many-down',
      text: '2 of 3 tasks of web were down at once for 500 ms, by the rollout of web in step 0: the update replaces 2 at a time, stop-first (parallelism 2)',
    });
    expect(causeOf(stopping(0, [1, 2, 3]))?.text).to.equal(
      'all 3 tasks of web were down at once for 500 ms, by the rollout of web in step 0: the update replaces all at once, stop-first (parallelism 0)',
    );
  });

  it('tells of the fault that came on top', () => {
    const killed = stopping(1, [1])
      .step(1990, { step: 1, targets: ['web.2.a2'] })
      .engine(2000, 'kill', { container: 'web.2.a2', signal: 9 })
      .dies(2010, 'web.2/a', 137)
      .runs(2510, 'web.2/b');
    expect(causeOf(killed)?.text).to.equal(
      '2 of 3 tasks of web were down at once for 500 ms, by the rollout of web in step 0 and the kill in step 1: the update replaces 1 at a time, stop-first (parallelism 1)',
    );
  });

  it('is not told of one at a time', () => {
    expect(causeOf(stopping(1, [1]))?.rule).to.equal('closed-while-routed');
  });
});
