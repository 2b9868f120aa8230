import { setTimeout as sleep } from 'node:timers/promises';
import { expect, use } from 'chai';
import { openSession } from 'faultline';
import { faultlineChai } from 'faultline/chai';

use(faultlineChai);

const { REDIS_IMAGE: image = 'faultline/redis', PERSISTENCE = '--appendonly yes' } = process.env;

describe('A shop whose database is killed', function () {
  this.timeout(120_000);

  it('is back within seconds, and has every order that it has taken', async () => {
    await using session = await openSession({ name: 'the database is killed', out: 'reports' });
    const command = ['redis-server', ...PERSISTENCE.split(' ')];
    const db = await session.startContainer('db', { image, command, restart: 'always', networks: ['backend'] });
    // faultline/base is Node without a registry; leave `args` out to build on the image that the Dockerfile names.
    const build = { context: '.', args: { BASE: 'faultline/base' } };
    const shop = await session.startContainer('shop', { build, ports: [8000], networks: ['backend'] });
    const orders = await session.measure(shop, { name: 'orders', port: 8000, method: 'POST', rate: '40/s', timeout: '2s' });
    // Something to lose.
    while ((await orders.figures()).ok < 40) await sleep(100);

    await session.crash(db);
    await session.until({ restarts: 'db', is: 1, within: '20s' });
    const url = await session.urlOf(shop);
    while (!(await fetch(url)).ok) await sleep(100);
    await sleep(1000);
    const { ok, errors } = await orders.stop();
    const stored = Number(await (await fetch(url)).text());

    await expect(db).to.have.exited.with.code(137);
    await expect(orders).to.have.no.outage.longerThan('10s');
    expect(errors, 'how customers were turned away').to.have.property('bad-status');
    expect(stored, 'orders that are stored').to.be.at.least(ok);
  });
});
