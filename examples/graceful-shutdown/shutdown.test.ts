import { setTimeout as sleep } from 'node:timers/promises';
import { expect, use } from 'chai';
import { openSession } from 'faultline';
import { faultlineChai } from 'faultline/chai';

use(faultlineChai);

const { SERVER: server = 'graceful.mjs' } = process.env;

describe(`Stopping ${server}`, function () {
  this.timeout(120_000);

  it('is noticed by nobody', async () => {
    await using session = await openSession({ name: `stopping ${server}`, out: 'reports' });
    // faultline/base is Node without a registry; leave `args` out to build on the image that the Dockerfile names.
    const build = { context: '.', args: { BASE: 'faultline/base' } };
    const shop = await session.startContainer('shop', { build, command: [server], ports: [8000] });
    const users = await session.measure(shop, { port: 8000, rate: '40/s', timeout: '2s' });
    await sleep(1000);

    const sigterm = session.until({ event: 'shop', action: 'kill' });
    const stopped = session.stop(shop);
    await sigterm;
    // A balancer that asks for /health every second goes on sending requests for that long.
    await sleep(1000);
    await users.stop();
    await stopped;

    await expect(users).to.have.no.outage.longerThan('500ms');
    await expect(shop).to.have.exited.with.code(0);
  });
});
