import { expect } from 'chai';
import { causeOf, failing, routed } from '../support/cause-of.ts';
import { ServiceStory } from '../support/service-story.ts';

describe('the cause health-check-slower-than-monitor', () => {
  const check = { intervalMs: 1000, retries: 2, startPeriodMs: 0, timeoutMs: 1000 };
  const sick = (monitorMs: number) =>
    routed(ServiceStory.updated({ healthcheck: check, update: ServiceStory.settings({ monitorMs }) }), 4000, 'web.1.b1', 'web.2.b2')
      .engine(5200, 'health_status', { container: 'web.2.b2', health: 'unhealthy' })
      .load(failing(4500, 5500, 'bad-status'));

  it('is told of a version that turned sick when nobody watched any more', () => {
    expect(causeOf(sick(500))).to.include({
      rule: 'health-check-slower-than-monitor',
      text: 'version 2 of web is sick, and its update was called completed before anyone could know: Swarm watched each new task for 500 ms, but the health check needs 2.0 s to fail (interval 1.0 s × retries 2); task web.2 turned unhealthy 1.5 s after it ran',
    });
  });

  it('is not told where Swarm watched long enough, nor where a fault made the task unhealthy', () => {
    expect(causeOf(sick(2000))?.rule).to.equal('unhealthy-while-routed');
    expect(causeOf(sick(500).step(4450, { fault: 'unhealthy', targets: ['web.2.b2'] }))?.rule).to.equal('unhealthy-while-routed');
  });
});
