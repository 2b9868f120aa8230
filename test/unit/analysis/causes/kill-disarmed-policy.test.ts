import { expect } from 'chai';
import { causeOf, evidenceOf, failing, running } from '../support/cause-of.ts';

describe('the cause kill-disarmed-policy', () => {
  const killed = (restart: string) =>
    running({ restart })
      .step(1990, { doneMs: 2010 })
      .engine(2000, 'kill', { signal: 9 })
      .engine(2005, 'die', { exitCode: 137 })
      .load(failing(2005, 4000));
  const started = (restart: string) => killed(restart).step(3900, { step: 1, fault: 'start' }).engine(3905, 'start', { incarnation: 2 });

  it('is told of a container that its policy would have restarted', () => {
    expect(causeOf(killed('always'))).to.include({
      rule: 'kill-disarmed-policy',
      text: 'web.1 was sent SIGKILL through the API by the kill in step 0, which switches off its restart policy (always); nothing started it again in the 4.0 s until the end of the run',
    });
    expect(causeOf(started('unless-stopped'))?.text).to.equal(
      'web.1 was sent SIGKILL through the API by the kill in step 0, which switches off its restart policy (unless-stopped); step 1 (start) started it again 1.9 s later',
    );
    expect(evidenceOf(killed('always'))).to.deep.equal(['engine-event kill', 'engine-event die', 'subject', 'step kill']);
  });

  it('is not told without a policy, of a docker stop, or when the policy acted', () => {
    expect(causeOf(killed('no'))?.rule).to.equal('container-away');
    expect(causeOf(killed('always').engine(2010, 'stop'))?.rule).to.equal('container-away');
    expect(causeOf(killed('always').engine(2400, 'start', { incarnation: 2 }))?.rule).to.equal('container-away');
  });
});
