import { expect } from 'chai';
import type { RequestClass } from '../../../../src/history/load-bucket.ts';
import { loadBucket } from '../../support/load-rows-of.ts';
import { causeOf, evidenceOf, failing, routed, running } from '../support/cause-of.ts';

describe('the cause keep-alive-reset', () => {
  const requests = (fate: ReturnType<typeof failing>) => Array.from({ length: 600 }, (_, row) => ({ dueMs: row * 10, ...fate(row * 10) }));
  const drained = (kept: RequestClass, fresh: RequestClass = 'ok') => {
    const history = routed(running().subject('web.2').engine(1, 'start', { container: 'web.2' }), 3, 'web.1', 'web.2')
      .step(1990, { fault: 'stop', doneMs: 2100 })
      .engine(2000, 'kill', { signal: 15 })
      .engine(2050, 'die', { exitCode: 0 })
      .engine(2060, 'stop');
    history.add(0, {
      type: 'load-started',
      load: 'users',
      url: 'http://web:8000/',
      ratePerSecond: 100,
      timeoutMs: 500,
      streams: ['new', 'keep-alive'],
    });
    for (const [stream, how] of [
      ['new', fresh],
      ['keep-alive', kept],
    ] as const) {
      history.add(6000, loadBucket({ load: 'users', stream, fromMs: 0, untilMs: 6000, requests: requests(failing(2000, 2020, how)) }));
    }
    return history;
  };

  it('is told where only requests on kept connections were cut', () => {
    expect(causeOf(drained('reset'))).to.include({
      rule: 'keep-alive-reset',
      text: 'web.1 shut down (the stop in step 0) and closed its kept connections with requests on them: 2 requests on a kept connection got no answer, while new connections were served',
    });
    expect(evidenceOf(drained('closed-early'))).to.deep.equal(['engine-event kill', 'engine-event die', 'step stop']);
  });

  it('is not told of refusals, nor where new connections failed as well', () => {
    expect(causeOf(drained('refused'))?.rule).to.equal('closed-while-routed');
    expect(causeOf(drained('reset', 'refused'))?.rule).to.equal('closed-while-routed');
  });
});
