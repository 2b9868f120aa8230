import { expect } from 'chai';
import { causeOf, evidenceOf, failing, routed, running } from '../support/cause-of.ts';

describe('the cause closed-while-routed', () => {
  const stopped = (leftOutMs: number, signal = 15) =>
    routed(
      routed(running().subject('web.2').engine(1, 'start', { container: 'web.2' }), 3, 'web.1', 'web.2')
        .step(1990, { fault: 'stop', doneMs: 2100 })
        .engine(2000, 'kill', { signal })
        .engine(2050, 'die', { exitCode: 0 })
        .engine(2060, 'stop'),
      leftOutMs,
      'web.2',
    ).load(failing(2020, 2030));

  it('is told where the load had not left it out yet', () => {
    expect(causeOf(stopped(2200))).to.include({
      rule: 'closed-while-routed',
      text: 'web.1 (one of 2) was told to stop by the stop in step 0 and closed its listener; requests still went to it for 200 ms, until the load left it out, though another one could serve',
    });
    expect(evidenceOf(stopped(2200))).to.deep.equal(['engine-event kill', 'engine-event die', 'endpoint', 'step stop']);
  });

  it('tells when it was back first', () => {
    expect(causeOf(stopped(5000).engine(2400, 'start', { incarnation: 2 }))?.text).to.equal(
      'web.1 (one of 2) was told to stop by the stop in step 0 and closed its listener; requests still went to it for 400 ms, until it was started again, though another one could serve',
    );
  });

  it('is not told where it had been left out, was killed, or nobody else was there', () => {
    expect(causeOf(stopped(1995))?.rule).to.equal('not-explained');
    expect(causeOf(stopped(2200, 9))?.rule).to.equal('container-away');
    expect(causeOf(stopped(2200).engine(1500, 'die', { container: 'web.2', exitCode: 1 }))?.rule).to.equal('container-away');
  });
});
