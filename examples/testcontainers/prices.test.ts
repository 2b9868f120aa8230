import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, use } from 'chai';
import { chooseEngine, type Engine } from 'faultline';
import { faultlineChai } from 'faultline/chai';
import { openTestcontainersSession, testcontainersEnvironment } from 'faultline/testcontainers';
import { GenericContainer, Wait } from 'testcontainers';
import { pricesServer } from './prices.ts';

use(faultlineChai);

const { REDIS_IMAGE: image = 'faultline/redis' } = process.env;

describe('Prices whose cache is in trouble', function () {
  this.timeout(120_000);
  let engine: Engine;

  before(async () => {
    engine = await chooseEngine(undefined, console.error);
    // For machines without a registry: makes the image, and does without the reaper, which would have to be pulled.
    await engine.ensureImage(image, console.error);
    Object.assign(process.env, testcontainersEnvironment(engine));
  });
  after(async () => engine.close());

  it('are told as fast as ever while it hangs, is killed, and comes back on another port', async () => {
    // Disposed of in reverse order: faults are undone before the container goes.
    await using container = await new GenericContainer(image)
      .withExposedPorts(6379)
      // The server does without a cache that is not ready yet. A log line can be older than Docker's time of the start, and is then waited for in vain.
      .withWaitStrategy(Wait.forSuccessfulCommand('true'))
      .start();
    await using server = pricesServer(() => ({ host: container.getHost(), port: container.getMappedPort(6379) })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    await using session = await openTestcontainersSession({ engine, name: 'a cache in trouble', out: 'reports' });
    const cache = await session.attachContainer('cache', container);
    const customers = await session.measure(`http://127.0.0.1:${port}/tea`, { rate: '20/s', timeout: '1s', connections: 'new' });
    await session.pause(cache, { for: '2s' });
    await session.kill(cache);
    await expect(cache).to.have.exited.with.code(137);
    await container.restart();
    await expect(cache).to.become.running.within('10s');
    await customers.stop();

    await expect(customers).to.have.no.outage.longerThan('1s');
  });
});
