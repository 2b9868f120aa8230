import { expect } from 'chai';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

const RESTART_DELAY_MS = 7000;
const WITHIN_MS = 60_000;

describe('The end of a run', function () {
  this.timeout(120_000);
  const here = new RunPlace();

  it('waits as long as an expectation allows by its within, and no longer than it takes', async () => {
    const run = await here.run(`
name: Back after a while
services:
  web:
    image: faultline/webserver:v1
    deploy: { replicas: 1, restart_policy: { delay: ${RESTART_DELAY_MS}ms } }
timeline:
  - at: 0s
    kill: web
expect:
  - replicas: { of: web, is: 1, within: ${WITHIN_MS}ms }
`);
    expect(run.result.verdict).to.equal('passed');
    const killedMs = eventsOf(run, 'step')[0]?.atMs ?? Number.NaN;
    const endedMs = eventsOf(run, 'phase').find(({ phase, state }) => phase === 'recovery' && state === 'ended')?.t ?? Number.NaN;
    expect(endedMs - killedMs).to.be.within(RESTART_DELAY_MS, WITHIN_MS / 2);
  });
});
