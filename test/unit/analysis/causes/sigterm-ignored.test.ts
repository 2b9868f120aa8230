import { expect } from 'chai';
import { causeOf, evidenceOf, failing, running } from '../support/cause-of.ts';

describe('the cause sigterm-ignored', () => {
  const stopped = (killedMs: number, more: Parameters<typeof running>[0] = {}) =>
    running(more)
      .step(1900, { fault: 'restart', doneMs: 3300 })
      .engine(1910, 'kill', { signal: 15 })
      .engine(killedMs, 'kill', { signal: 9 })
      .engine(killedMs + 20, 'die', { exitCode: 137 })
      .engine(killedMs + 40, 'stop')
      .engine(3250, 'start', { incarnation: 2 })
      .load(failing(killedMs, 3300));

  it('is told of a process that went on until it was killed', () => {
    expect(causeOf(stopped(2910))).to.include({
      rule: 'sigterm-ignored',
      text: 'web.1 was told to stop by the restart in step 0 (SIGTERM), did not end, and was killed 1.0 s later, at the end of its grace period (exit 137, SIGKILL); step 0 (restart) started it again 340 ms later',
    });
    expect(evidenceOf(stopped(2910)).slice(0, 3)).to.deep.equal(['engine-event kill', 'engine-event kill', 'engine-event die']);
  });

  it('is not told when it was killed at once, or while it was paused', () => {
    expect(causeOf(stopped(1950))?.rule).to.equal('container-away');
    expect(causeOf(stopped(2910).engine(1800, 'pause').engine(2905, 'unpause'))?.rule).to.equal('container-away');
  });
});
