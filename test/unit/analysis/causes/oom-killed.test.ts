import { expect } from 'chai';
import { causeOf, evidenceOf, failing, running } from '../support/cause-of.ts';

describe('the cause oom-killed', () => {
  const killed = (oomKilled: boolean) => {
    const history = running({ restart: 'always' }).load(failing(2000, 2500));
    if (oomKilled) history.engine(1990, 'oom');
    return history.engine(1995, 'die', { exitCode: 137, oomKilled }).engine(2400, 'start', { incarnation: 2 });
  };

  it('is told of a process that the kernel killed for its memory', () => {
    expect(causeOf(killed(true))).to.include({
      rule: 'oom-killed',
      text: 'web.1 used more memory than it may have, and the kernel killed it (OOM, exit 137, SIGKILL); its restart policy started it again 405 ms later',
    });
    expect(evidenceOf(killed(true))).to.deep.equal(['engine-event oom', 'engine-event die', 'engine-event start']);
  });

  it('is not told of any other death by SIGKILL', () => {
    expect(causeOf(killed(false))?.rule).to.equal('container-away');
  });
});
