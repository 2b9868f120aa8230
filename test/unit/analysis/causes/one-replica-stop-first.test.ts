import { expect } from 'chai';
import { causeOf, evidenceOf, failing, routed } from '../support/cause-of.ts';
import { ServiceStory } from '../support/service-story.ts';

describe('the cause one-replica-stop-first', () => {
  const rolled = (replicas: number, order: 'stop-first' | 'start-first' = 'stop-first') => {
    const story = new ServiceStory().service(0, replicas, { update: ServiceStory.settings({ order }) }).runs(100, 'web.1/a');
    if (replicas > 1) story.runs(120, 'web.2/a');
    return routed(story, 130, 'web.1.a1')
      .step(1900, { fault: 'rollout', targets: ['web'] })
      .service(1905, replicas, { specVersion: 20, update: ServiceStory.settings({ order }) })
      .rollout(1910, 'updating')
      .task(1920, 'web.1/a', 'running', { desiredState: 'shutdown' })
      .engine(2000, 'kill', { container: 'web.1.a1', signal: 15 })
      .dies(2050, 'web.1/a', 0)
      .task(1915, 'web.1/b', 'ready', { version: '2', specVersion: 20, desiredState: 'ready' })
      .task(2310, 'web.1/b', 'running', { container: 'web.1.b1', desiredState: 'running' })
      .rollout(2400, 'completed')
      .load(failing(2000, 2320));
  };

  it('is told of the only task, with the gap', () => {
    expect(causeOf(rolled(1))).to.include({
      rule: 'one-replica-stop-first',
      text: 'task web.1 stopped accepting 310 ms before its replacement was ready (stop-first, one replica); it was replaced by the rollout of web in step 0',
    });
    expect(evidenceOf(rolled(1))).to.deep.equal([
      'engine-event kill',
      'engine-event die',
      'task running',
      'service',
      'step rollout',
      'rollout',
    ]);
  });

  it('is not told with more replicas, nor with start-first', () => {
    expect(causeOf(rolled(2))?.rule).to.equal('closed-while-routed');
    expect(causeOf(rolled(1, 'start-first'))?.rule).to.equal('container-away');
  });
});
