import { writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { expect } from 'chai';
import { DockerComposeEnvironment, type StartedDockerComposeEnvironment, Wait } from 'testcontainers';
import type { Engine } from '../../../src/engine/engine.ts';
import { openTestcontainersSession, testcontainersEnvironment } from '../../../src/testing/testcontainers.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { Workplace } from '../../support/workplace.ts';

const IMAGE = 'faultline/webserver:v1';

describe('A compose environment of testcontainers', function () {
  this.timeout(300_000);
  const project = `fl-${randomUUID().slice(0, 8)}`;
  const was = { ...process.env };
  let engine: Engine;
  let place: Workplace;
  let environment: StartedDockerComposeEnvironment | undefined;

  before(async () => {
    engine = await engineForTests();
    await engine.ensureImage(IMAGE, () => undefined);
    Object.assign(process.env, testcontainersEnvironment(engine));
    place = await Workplace.make();
    // Version 1 of Compose separates the parts of a name by `_`, version 2 by `-`, and testcontainers calls a container by what follows the project's.
    const service = `{ image: '${IMAGE}', ports: ['8000'], labels: { by: compose } `;
    const text = `version: '2.4'\nservices:\n  web: ${service}}\n  api: ${service}, container_name: ${project}-api-1 }\n`;
    await writeFile(path.join(place.directory, 'compose.yaml'), text);
    environment = await new DockerComposeEnvironment(place.directory, 'compose.yaml')
      .withProjectName(project)
      .withDefaultWaitStrategy(Wait.forLogMessage(/listening/))
      .withClientOptions({ executable: { standalone: true, executablePath: 'docker-compose' } })
      .up();
  });

  after(async () => {
    await environment?.down();
    await place.remove();
    for (const name of Object.keys(testcontainersEnvironment(engine))) {
      const value = was[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    expect(await engine.listContainers({ labels: [`com.docker.compose.project=${project}`] })).to.deep.equal([]);
  });

  it('has services that are disturbed, measured and followed through a restart to another port', async () => {
    if (environment === undefined) throw new Error('It is not up.');
    await using session = await openTestcontainersSession({ engine, name: 'compose' });
    const name = `${project}_web_1`;
    const web = await session.attachCompose('web', environment, name);
    const users = await session.measure(web, {
      port: 8000,
      rate: '20/s',
      timeout: '500ms',
      connections: 'new',
      version: { body: 'version (\\d+)' },
    });
    const container = environment.getContainer(name);
    const [id, port] = [container.getId(), container.getMappedPort(8000)];
    await session.kill(web);
    await session.until({ availability: 'users', below: '50%', within: '60s' });
    await container.restart();
    await session.until({ response: 'users', version: '1', within: '60s' });
    const exit = await session.check({ exit: { of: 'web', code: 137 } });
    expect(exit.verdict, exit.message).to.equal('passed');
    expect((await users.stop()).failed).to.be.greaterThan(0);
    expect(container.getId()).to.equal(id);
    expect(container.getMappedPort(8000), 'its port').not.to.equal(port);
  });

  it('has services that are known by the names of either version of Compose', async () => {
    if (environment === undefined) throw new Error('It is not up.');
    await using session = await openTestcontainersSession({ engine, name: 'compose names' });
    const api = await session.attachCompose('api', environment, 'api-1');
    expect((await session.pause(api)).targets).to.have.length(1);
    await session.end();
    expect((await engine.inspectContainer(environment.getContainer('api-1').getId()))?.status, 'when the session is over').to.equal(
      'running',
    );
  });
});
