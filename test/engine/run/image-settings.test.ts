import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { RunPlace } from './support/run-place.ts';
import { eventsOf } from './support/runs.ts';

const DOCKERFILE = `FROM faultline/webserver:v1
STOPSIGNAL SIGINT
HEALTHCHECK --interval=500ms --retries=4 CMD ["healthy"]
`;

describe('A service whose image has a HEALTHCHECK and a STOPSIGNAL', function () {
  this.timeout(120_000);
  const here = new RunPlace();
  before(async () => here.engine.ensureImage('faultline/webserver:v1', () => undefined));

  it('is recorded with them, and warned about a monitor too short for them', async () => {
    await writeFile(join(here.place.directory, 'Dockerfile'), DOCKERFILE);
    const run = await here.run(`
name: Settings of the image
services:
  web:
    build: .
    healthcheck: { retries: 3 }
    deploy: { replicas: 2, update_config: { parallelism: 0, monitor: 200ms } }
timeline:
  - at: 0s
    force-update: web
  - when: { rollout: web, state: completed, within: 60s }
expect:
  - rollout: { of: web, state: completed }
`);
    expect(run.error).to.equal(undefined);
    const healthcheck = { intervalMs: 500, timeoutMs: 30_000, retries: 3, startPeriodMs: 0 };
    for (const service of eventsOf(run, 'service')) expect(service.healthcheck).to.deep.equal(healthcheck);
    const containers = eventsOf(run, 'subject').filter(({ task }) => task !== undefined);
    expect(containers).to.have.lengthOf(4);
    for (const container of containers) {
      expect(container).to.deep.include({ healthcheck, stopSignal: 'SIGINT' });
      expect(container.imageId).to.match(/^sha256:/);
    }
    expect(run.analysis.warnings.map(({ code }) => code)).to.include('monitor-too-short');
  });
});
