import { expect } from 'chai';
import { ConnectionPool } from '../../src/load/connection-pool.ts';
import type { Connection } from '../../src/load/connection.ts';
import { Http1Request } from '../../src/load/http1-request.ts';
import { http1Options } from '../../src/load/http1-probe.ts';
import { ResponseReader } from '../../src/load/response-reader.ts';
import { responseRules } from '../../src/load/response-rules.ts';
import { plainSpec } from './support/measure.ts';
import { closeServers, httpServer, type TestServer } from './support/servers.ts';

/** Tells which connections it gave, and when one can be given again. */
class WatchedPool extends ConnectionPool {
  readonly given: Connection[] = [];
  back: Promise<void> = Promise.resolve();

  override take(): Connection {
    const connection = super.take();
    this.given.push(connection);
    return connection;
  }

  override give(connection: Connection): void {
    const hangUp = connection.hangUp.bind(connection);
    this.back = new Promise((resolve) => {
      connection.hangUp = (onHungUp) =>
        hangUp(() => {
          onHungUp();
          resolve();
        });
    });
    super.give(connection);
  }
}

describe('the connections of a stream', () => {
  afterEach(closeServers);

  it('are opened anew for each request of `new`, by what the last one used', async () => {
    const server = await httpServer((_request, response) => response.end('ok'));
    const pool = new WatchedPool(server.endpoint, false);
    for (let request = 1; request <= 5; request += 1) {
      expect(await asked(pool, server, 'new')).to.equal('ok');
      expect(server.connections(), 'one for each request').to.equal(request);
      await pool.back;
    }
    expect(new Set(pool.given).size).to.equal(1);
    pool.close();
  });

  it('are used again for `keep-alive`', async () => {
    const server = await httpServer((_request, response) => response.end('ok'));
    const pool = new WatchedPool(server.endpoint, true);
    for (let request = 1; request <= 5; request += 1) expect(await asked(pool, server, 'keep-alive')).to.equal('ok');
    expect(server.connections()).to.equal(1);
    pool.close();
  });
});

function asked(pool: ConnectionPool, server: TestServer, stream: 'new' | 'keep-alive'): Promise<string> {
  const spec = { ...plainSpec, url: `http://127.0.0.1:${server.endpoint.port}/` };
  return new Promise((resolve) => {
    new Http1Request(pool, new ResponseReader(responseRules(spec)), resolve).send(http1Options(spec)[stream]);
  });
}
