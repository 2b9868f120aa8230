import { expect } from 'chai';
import { causeOf, failing, routed, running } from '../support/cause-of.ts';

describe('the cause port-changed', () => {
  const restarted = (port: number, backMs = 2050) =>
    routed(running({ restart: 'always' }), 2500, `web.1:${port}`)
      .engine(2000, 'die', { exitCode: 1 })
      .engine(backMs, 'start', { incarnation: 2 })
      .load(failing(2000, 2500));

  it('is told of a container that is back where nobody looks for it', () => {
    expect(causeOf(restarted(32782))).to.include({
      rule: 'port-changed',
      text: 'web.1 was back after 50 ms, but on another port (8000 before, 32782 now), and requests went to the old one for another 450 ms; a fixed host port does not change',
    });
  });

  it('is not told when the port stayed, nor when most of the outage was before it was back', () => {
    expect(causeOf(restarted(8000))?.rule).to.equal('container-away');
    expect(causeOf(restarted(32782, 2450))?.rule).to.equal('container-away');
  });
});
