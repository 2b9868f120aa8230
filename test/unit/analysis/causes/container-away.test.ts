import { expect } from 'chai';
import { causeOf, evidenceOf, failing, routed, running } from '../support/cause-of.ts';
import { ServiceStory } from '../support/service-story.ts';

describe('the cause container-away', () => {
  const died = () => running({ restart: 'always' }).engine(1995, 'die', { exitCode: 139 }).engine(2700, 'start', { incarnation: 2 });

  it('is told with the fault that ended it, or that none did', () => {
    const crashed = died().step(1980, { fault: 'crash' }).load(failing(2000, 2690));
    expect(causeOf(crashed)).to.include({
      rule: 'container-away',
      text: 'web.1 was ended by the crash in step 0 (exit 139, SIGSEGV); its restart policy started it again 705 ms later',
    });
    expect(evidenceOf(crashed)).to.deep.equal(['engine-event die', 'engine-event start', 'step crash']);
    expect(causeOf(died().load(failing(2000, 2690)))?.text).to.equal(
      'web.1 was away: its process ended by itself (exit 139, SIGSEGV); its restart policy started it again 705 ms later',
    );
  });

  it('tells of a process that was back and did not answer yet', () => {
    expect(causeOf(died().load(failing(2720, 2800)))?.text).to.equal(
      'web.1 had been started again only 20 ms before and did not answer yet: it was away: its process ended by itself (exit 139, SIGSEGV); its restart policy started it again 705 ms later',
    );
  });

  it('tells of a task, among how many it was, and when the load left it out', () => {
    const killed = routed(
      routed(ServiceStory.two(), 130, 'web.1.a1', 'web.2.a2')
        .step(1990, { targets: ['web.2.a2'] })
        .engine(1995, 'kill', { container: 'web.2.a2', signal: 9 })
        .dies(2000, 'web.2/a', 137),
      2040,
      'web.1.a1',
    ).runs(2700, 'web.2/b');
    expect(causeOf(killed.load(failing(2010, 2020)))?.text).to.equal(
      'task web.2 (one of 2) was ended by the kill in step 0 (exit 137, SIGKILL); its replacement ran 705 ms later; the load left it out 40 ms after it had ended',
    );
  });

  it('tells of all when nobody was left', () => {
    const scaled = routed(ServiceStory.two(), 130, 'web.1.a1', 'web.2.a2').step(1900, { fault: 'scale', targets: ['web'] });
    for (const slot of [1, 2]) {
      scaled
        .task(1950, `web.${slot}/a`, 'running', { desiredState: 'remove' })
        .engine(1990, 'kill', { container: `web.${slot}.a${slot}`, signal: 15 })
        .dies(2000, `web.${slot}/a`, 0);
    }
    expect(causeOf(scaled.load(failing(2010, 6000)))?.text).to.equal(
      'all that requests went to were away: tasks web.1 and web.2 ended by the scaling of web in step 0; none of them came back',
    );
  });

  it('is not told of a container that was back long before, or that nobody asks', () => {
    expect(causeOf(died().load(failing(5500, 5600)))?.rule).to.equal('not-explained');
    expect(
      causeOf(running().subject('web.2').engine(1995, 'die', { container: 'web.2', exitCode: 1 }).load(failing(2000, 2500)))?.rule,
    ).to.equal('not-explained');
  });
});
