import { expect } from 'chai';
import { expectAll } from './support/expect-all.ts';
import { killLoads, measure, measureHere } from './support/measure.ts';
import { ca, fixture, http2Server, httpsServer } from './support/secure-servers.ts';
import { closedPort, closeServers, httpServer, rawServer } from './support/servers.ts';

const LOAD_MS = 300;
const web = { url: 'https://web:8443/', tls: { caFile: ca } };

describe('HTTPS', function () {
  this.timeout(20_000);
  afterEach(killLoads);
  afterEach(closeServers);

  it('is ok with a certificate that the CA vouches for, though the address is not the name in it', async () => {
    const hosts = new Set<string | undefined>();
    const server = await httpsServer('web', (request, response) => {
      hosts.add(request.headers.host);
      response.end('hello');
    });
    const measured = await measureHere(web, [server.endpoint], LOAD_MS);
    expectAll(measured, 'ok');
    expect([...hosts]).to.deep.equal(['web:8443']);
    expect(server.connections() - measured.of('new').length).to.be.lessThan(measured.of('keep-alive').length);
  });

  it('rehearses, and measures from a process of its own', async () => {
    const server = await httpsServer('web', (_request, response) => response.end('hello'));
    const measured = await measure({ ...web, timeoutMs: 1000 }, [server.endpoint], LOAD_MS);
    expectAll(measured, 'ok');
  });

  for (const http of ['1.1', '2'] as const) {
    const start = async (name: 'web' | 'expired' | 'foreign') =>
      http === '2'
        ? http2Server(
            (stream) => {
              stream.respond({ ':status': 200 });
              stream.end();
            },
            { name },
          )
        : httpsServer(name, (_request, response) => response.end('hello'));

    it(`is tls for an expired certificate, over HTTP/${http}`, async () => {
      const server = await start('expired');
      expectAll(await measureHere({ ...web, http }, [server.endpoint], LOAD_MS), 'tls');
    });

    it(`is tls for a certificate of another host, over HTTP/${http}`, async () => {
      const server = await start('web');
      const other = await measureHere({ ...web, http, url: 'https://other:8443/' }, [server.endpoint], LOAD_MS);
      expectAll(other, 'tls');
      // One attempt for each request that had a connection of its own, and at most one for each of the others.
      expect(server.connections()).to.be.at.most(other.requests.length);
      expectAll(await measureHere({ ...web, http, url: 'https://127.0.0.1:8443/' }, [server.endpoint], LOAD_MS), 'tls');
      expectAll(await measureHere({ ...web, http, url: 'https://localhost:8443/' }, [server.endpoint], LOAD_MS), 'ok');
    });

    it(`is tls for a certificate of an unknown authority, unless that is the one to trust, over HTTP/${http}`, async () => {
      const server = await start('foreign');
      expectAll(await measureHere({ ...web, http }, [server.endpoint], LOAD_MS), 'tls');
      expectAll(await measureHere({ url: web.url, http }, [server.endpoint], LOAD_MS), 'tls');
      expectAll(await measureHere({ url: web.url, http, tls: { caFile: fixture('unknown.pem') } }, [server.endpoint], LOAD_MS), 'ok');
    });

    it(`accepts any certificate when told to, over HTTP/${http}`, async () => {
      for (const name of ['expired', 'foreign'] as const) {
        const server = await start(name);
        const spec = { url: 'https://other:8443/', http, tls: { insecure: true } };
        expectAll(await measureHere(spec, [server.endpoint], LOAD_MS), 'ok');
      }
    });
  }

  it('is tls where the other side does not speak TLS', async () => {
    const server = await httpServer((_request, response) => response.end('hello'));
    expectAll(await measureHere(web, [server.endpoint], LOAD_MS), 'tls');
  });

  it('is what became of the connection when that ends before or in the handshake', async () => {
    expectAll(await measureHere(web, [await closedPort()], LOAD_MS), 'refused');
    const reset = await rawServer((socket) => socket.resetAndDestroy());
    expectAll(await measureHere(web, [reset.endpoint], LOAD_MS), 'reset');
    const closed = await rawServer((socket) => socket.end());
    expectAll(await measureHere(web, [closed.endpoint], LOAD_MS), 'closed-early');
    const mute = await rawServer(() => undefined);
    expectAll(await measureHere({ ...web, timeoutMs: 1000 }, [mute.endpoint], LOAD_MS), 'timeout');
  });

  it('refuses a file that holds no certificates, before the load starts', async () => {
    const error: unknown = await measureHere({ ...web, tls: { caFile: fixture('nowhere.pem') } }, [], LOAD_MS).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('code', 'ERR_SCENARIO_INVALID');
    expect(error).to.have.property('message').that.contains('nowhere.pem');
  });
});
