import { expect } from 'chai';
import { GenericContainer, Network, Wait } from 'testcontainers';
import type { Engine } from '../../../src/engine/engine.ts';
import { openTestcontainersSession, testcontainersEnvironment } from '../../../src/testing/testcontainers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { faultlineErrorOf } from '../../support/faultline-error-of.ts';

const IMAGE = 'faultline/webserver:v1';

describe('Containers of testcontainers', function () {
  this.timeout(180_000);
  let engine: Engine;
  const before_ = { ...process.env };

  before(async () => {
    engine = await engineForTests();
    await engine.ensureImage(IMAGE, () => undefined);
    Object.assign(process.env, testcontainersEnvironment(engine));
  });

  after(() => {
    for (const name of Object.keys(testcontainersEnvironment(engine))) {
      const value = before_[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it('are disturbed, measured and followed through a restart to other ports, and as they were when testcontainers stops them', async () => {
    await using container = await new GenericContainer(IMAGE)
      .withExposedPorts(8000)
      .withWaitStrategy(Wait.forLogMessage(/listening/))
      .start();
    await using session = await openTestcontainersSession({ engine, name: 'testcontainers' });
    const web = await session.attachContainer('web', container);
    const users = await session.measure(web, {
      port: 8000,
      rate: '20/s',
      timeout: '500ms',
      connections: 'new',
      version: { body: 'version (\\d+)' },
    });
    await session.kill(web);
    await session.until({ availability: 'users', below: '50%', within: '30s' });
    await container.restart();
    // Before, most requests failed; an answer now comes from where the container is reached after its restart.
    await session.until({ response: 'users', version: '1', within: '30s' });
    const exit = await session.check({ exit: { of: 'web', code: 137 } });
    expect(exit.verdict, exit.message).to.equal('passed');
    await session.pause(web);
    expect((await users.stop()).failed).to.be.greaterThan(0);
    await session.end();
    expect((await engine.inspectContainer(container.getId()))?.status, 'before testcontainers stops it').to.equal('running');
  });

  it('are one subject of their network, and the only ones that a session touches', async () => {
    await using network = await new Network().start();
    await using one = await new GenericContainer(IMAGE).withNetwork(network).start();
    await using _two = await new GenericContainer(IMAGE).withNetwork(network).start();
    await using session = await openTestcontainersSession({ engine, name: 'network' });
    const all = await session.attachNetwork('all', network);
    const hit = await session.kill(all, { pick: { random: 1 } });
    expect(hit.targets).to.have.length(1);
    const [id, name] = [one.getId(), 'somebody-elses'];
    expect(id).to.be.a('string');
    expect((await faultlineErrorOf(session.attach('other', { container: name }))).code).to.equal('ERR_TARGET_EMPTY');
  });
});
