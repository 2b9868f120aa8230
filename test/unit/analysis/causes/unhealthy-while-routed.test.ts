import { expect } from 'chai';
import type { RequestClass } from '../../../../src/history/load-bucket.ts';
import { causeOf, evidenceOf, failing, running } from '../support/cause-of.ts';

describe('the cause unhealthy-while-routed', () => {
  const sick = (how: RequestClass, unhealthyMs = 3200) =>
    running()
      .step(1900, { fault: 'request' })
      .engine(unhealthyMs, 'health_status', { health: 'unhealthy' })
      .load(failing(2000, 4000, how));

  it('is told of wrong answers that the health check notices later', () => {
    expect(causeOf(sick('bad-status'))).to.include({
      rule: 'unhealthy-while-routed',
      text: 'web.1 answered with a wrong status after the request in step 0 and was still routed to: its health check called it unhealthy 1.2 s after this outage had begun, and the engine leaves an unhealthy container as it is',
    });
    expect(evidenceOf(sick('bad-status'))).to.deep.equal(['engine-event health_status', 'step request']);
    expect(causeOf(sick('timeout', 1950))?.text).to.include(
      'did not answer in time after the request in step 0 and was still routed to: its health check had called it unhealthy 50 ms before',
    );
  });

  it('is not told of refusals, nor when it was well again', () => {
    expect(causeOf(sick('refused'))?.rule).to.equal('injected-fault');
    expect(causeOf(sick('bad-status', 1000).engine(1200, 'health_status', { health: 'healthy' }))?.rule).to.equal('injected-fault');
  });
});
