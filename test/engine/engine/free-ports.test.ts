import { once } from 'node:events';
import net from 'node:net';
import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { FreePorts } from '../../../src/engine/free-ports.ts';
import { EngineConnection } from '../../../src/engine/transport/engine-connection.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { rejection } from './support/rejection.ts';
import { TestContainers } from './support/test-containers.ts';

describe('DockerEngine.findFreePorts', () => {
  let engine: Engine;
  let connection: EngineConnection;
  let containers: TestContainers;

  before(async () => {
    engine = await engineForTests();
    connection = new EngineConnection({ endpoint: engine.facts.endpoint }, engine.facts.apiVersion);
    containers = new TestContainers(engine);
  });
  after(async () => {
    await containers.removeAll();
    connection.close();
  });

  it('returns distinct ports below the ephemeral range, never the same twice', async () => {
    const ports = [...(await engine.findFreePorts(20)), ...(await engine.findFreePorts(20))];
    expect(new Set(ports)).to.have.property('size', 40);
    for (const port of ports) expect(port).to.be.within(20_000, 29_999);
  });

  it('leaves out what containers publish, running or not', async () => {
    const [running = 0, stopped = 0] = await engine.findFreePorts(2);
    await containers.start({}, { publish: { '80/tcp': running } });
    await containers.create({}, { publish: { '80/tcp': stopped } });
    const all = await new FreePorts(connection, engine.hostAddress, false).find(9500);
    expect(all).not.to.include(running);
    expect(all).not.to.include(stopped);
  });

  it('leaves out a port that something on this machine listens on', async () => {
    const [port = 0] = await new FreePorts(connection, '127.0.0.1', false).find(1);
    const server = net.createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
      expect(await new FreePorts(connection, '127.0.0.1', false).find(9500)).not.to.include(port);
    } finally {
      server.close();
    }
  });

  it('says when there are not enough', async () => {
    expect((await rejection(new FreePorts(connection, '192.0.2.1', false).find(10_001))).code).to.equal('ERR_PORT_TAKEN');
  });
});
