import { expect } from 'chai';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

const NEVER_ROLLED_OUT = 'faultline/webserver:v9';

describe('The blast radius', function () {
  this.timeout(120_000);
  const here = new RunPlace();

  it('counts the tasks that a fault on a whole service ends or replaces', async () => {
    const run = await here.run(`
name: Too much of a service
services:
  web:
    image: faultline/webserver:v1
    deploy: { replicas: 3, update_config: { monitor: 200ms } }
blast_radius: { max_share: 50% }
timeline:
  - { at: 0s, force-update: web }
  - { after: 0s, rollout: { of: web, image: '${NEVER_ROLLED_OUT}' } }
  - { after: 0s, scale: { of: web, replicas: 1 } }
  - { after: 0s, rollout: { of: web, deploy: { update_config: { parallelism: 2 } } } }
  - { after: 0s, scale: { of: web, replicas: 2 } }
`);
    const steps = eventsOf(run, 'step');
    expect(steps.map(({ fault, outcome }) => `${fault ?? ''} ${outcome}`)).to.deep.equal([
      'force-update blast-radius',
      'rollout blast-radius',
      'scale blast-radius',
      'rollout injected',
      'scale injected',
    ]);
    expect(steps[2]?.message).to.include('hit 2 (tasks of web)').and.include('max_share allows 50% of 3, which is 1');
    expect(eventsOf(run, 'rollout')).to.deep.equal([]);
    expect(await here.engine.inspectImage(NEVER_ROLLED_OUT), 'brought in set-up, before the step').not.to.equal(undefined);
  });
});
