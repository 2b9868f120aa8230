import { expect } from 'chai';
import { causeOf, evidenceOf, failing, routed } from '../support/cause-of.ts';
import { ServiceStory } from '../support/service-story.ts';

describe('the cause routed-before-ready', () => {
  const joined = (failsMs: number, more: Parameters<ServiceStory['service']>[2] = {}) =>
    routed(
      routed(new ServiceStory().service(0, 2, more).runs(100, 'web.1/a'), 110, 'web.1.a1')
        .engine(1900, 'start', { container: 'web.2.a2' })
        .runs(2000, 'web.2/a'),
      2005,
      'web.1.a1',
      'web.2.a2',
    ).load(failing(failsMs, failsMs + 10));

  it('is told of a task that did not listen yet', () => {
    expect(causeOf(joined(2010))).to.include({
      rule: 'routed-before-ready',
      text: 'task web.2 (one of 2) had been started 110 ms before, was routed to and did not listen yet; it has no health check, so Swarm calls it running as soon as its process is',
    });
    expect(evidenceOf(joined(2010))).to.deep.equal(['engine-event start', 'endpoint']);
  });

  it('is not told of one that had answered, or was healthy', () => {
    expect(causeOf(joined(2100))?.rule).to.equal('not-explained');
    const healthcheck = { intervalMs: 100, retries: 1, startPeriodMs: 0, timeoutMs: 100 };
    const healthy = joined(2010, { healthcheck }).engine(1750, 'health_status', { container: 'web.2.a2', health: 'healthy' });
    expect(causeOf(healthy.engine(1700, 'start', { container: 'web.2.a2' }))?.rule).to.equal('routed-before-ready');
  });
});
