import { expect } from 'chai';
import { causeOf, failing, running } from '../support/cause-of.ts';

describe('the cause shell-swallowed-signal', () => {
  const stopped = (shell?: string) =>
    running(shell === undefined ? {} : { shell })
      .step(1900, { fault: 'stop', doneMs: 3000 })
      .engine(1910, 'kill', { signal: 15 })
      .engine(2910, 'kill', { signal: 9 })
      .engine(2930, 'die', { exitCode: 137 })
      .engine(2950, 'stop')
      .load(failing(2930, 6000));

  it('is told when PID 1 is a shell', () => {
    expect(causeOf(stopped('/bin/sh -c'))).to.include({
      rule: 'shell-swallowed-signal',
      text: 'web.1 was told to stop by the stop in step 0 (SIGTERM), which the shell that is its PID 1 (/bin/sh -c) did not pass on to the program, and was killed 1.0 s later, at the end of its grace period (exit 137, SIGKILL); nothing started it again in the 3.1 s until the end of the run',
    });
  });

  it('is not told of any other program that does not end', () => {
    expect(causeOf(stopped())?.rule).to.equal('sigterm-ignored');
  });
});
