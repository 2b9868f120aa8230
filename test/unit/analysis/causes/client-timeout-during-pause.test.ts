import { expect } from 'chai';
import type { RequestClass } from '../../../../src/history/load-bucket.ts';
import { causeOf, evidenceOf, failing, running } from '../support/cause-of.ts';

describe('the cause client-timeout-during-pause', () => {
  const paused = (how: RequestClass = 'timeout') =>
    running()
      .step(1900, { fault: 'pause', label: 'pause web' })
      .engine(1905, 'pause')
      .engine(2905, 'unpause')
      .load(failing(1950, 2400, how, 500));

  it('is told of requests that wait for a paused container', () => {
    expect(causeOf(paused())).to.include({
      rule: 'client-timeout-during-pause',
      text: 'web.1 was paused by the pause in step 0 for 1.0 s: its port went on accepting and nobody answered, so 45 requests ran into the deadline of 500 ms',
    });
    expect(evidenceOf(paused())).to.deep.equal(['engine-event pause', 'step pause', 'engine-event unpause']);
  });

  it('is not told of other failures, of another time, or of a container that nobody asks', () => {
    expect(causeOf(paused('refused'))?.rule).to.equal('injected-fault');
    expect(
      causeOf(
        running()
          .engine(905, 'pause')
          .engine(1005, 'unpause')
          .load(failing(2950, 3400, 'timeout', 500)),
      )?.rule,
    ).to.equal('not-explained');
    expect(
      causeOf(
        running()
          .subject('web.2')
          .engine(1905, 'pause', { container: 'web.2' })
          .load(failing(1950, 2400, 'timeout', 500)),
      )?.rule,
    ).to.equal('not-explained');
  });
});
