import { expect } from 'chai';
import { expectAll } from './support/expect-all.ts';
import { measureHere, type Measurement } from './support/measure.ts';
import { closedPort, closeServers, httpServer, rawServer } from './support/servers.ts';

const LOAD_MS = 300;

describe('the class of a request', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('is ok for the expected response', async () => {
    const server = await httpServer((_request, response) => response.end('hello'));
    expectAll(await measureHere({}, [server.endpoint], LOAD_MS), 'ok');
  });

  it('is refused where nothing listens', async () => {
    expectAll(await measureHere({}, [await closedPort()], LOAD_MS), 'refused');
  });

  it('is refused when there is no endpoint at all', async () => {
    expectAll(await measureHere({}, [], LOAD_MS), 'refused');
  });

  it('is reset when the connection is reset', async () => {
    const server = await rawServer((socket) => socket.resetAndDestroy());
    expectAll(await measureHere({}, [server.endpoint], LOAD_MS), 'reset');
  });

  it('is timeout when no reply comes, and counts the whole deadline', async () => {
    const server = await rawServer(() => undefined);
    const measured = await measureHere({ timeoutMs: 1000 }, [server.endpoint], LOAD_MS);
    expectAll(measured, 'timeout');
    for (const request of measured.requests) expect(request.latencyMs).to.equal(1000);
  });

  it('is timeout when the headers come in time but the body does not', async () => {
    const server = await rawServer((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhe'));
    expectAll(await measureHere({ timeoutMs: 1000 }, [server.endpoint], LOAD_MS), 'timeout');
  });

  it('is timeout when nobody accepts the connection any more', async () => {
    // 192.0.2.0/24 is never assigned (RFC 5737): where packets to it are dropped it hangs, where a router says that there is no way it is refused; it may
    // say so only now and then.
    const measured = await measureHere({ timeoutMs: 1000 }, [{ address: '192.0.2.1', port: 80 }], LOAD_MS);
    for (const request of measured.requests) expect(request.class).to.be.oneOf(['timeout', 'refused', 'unsent']);
    expect(measured.requests).to.have.length.greaterThan(20);
  });

  it('is told of every request once: none is sent again when a kept connection breaks under it', async () => {
    let requests = 0;
    const answered = new Set<unknown>();
    const server = await rawServer((socket) => {
      requests += 1;
      if (answered.has(socket)) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      answered.add(socket);
    });
    const measured = await measureHere({ streams: ['keep-alive'], timeoutMs: 1000 }, [server.endpoint], LOAD_MS);
    const { ok = 0, reset = 0, unsent = 0 } = measured.counts();
    expect(reset).to.be.greaterThan(5);
    expect(ok + reset + unsent).to.equal(measured.requests.length);
    expect(requests).to.equal(ok + reset);
  });

  it('is closed-early when the connection ends without a reply', async () => {
    const server = await rawServer((socket) => socket.end());
    expectAll(await measureHere({}, [server.endpoint], LOAD_MS), 'closed-early');
  });

  for (const [what, reply] of [
    ['inside the headers', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['inside a body of known length', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhello'],
    [
      'inside a chunked body of a connection that was to end anyway',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel',
    ],
    ['inside a body of known length of such a connection', 'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 50\r\n\r\nhello'],
    ['inside a chunked body', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'],
  ] as const) {
    it(`is closed-early when the connection ends ${what}`, async () => {
      const server = await rawServer((socket) => socket.end(reply));
      expectAll(await measureHere({}, [server.endpoint], LOAD_MS), 'closed-early');
    });
  }

  it('is bad-status for a status that is not expected', async () => {
    const server = await httpServer((_request, response) => response.writeHead(503).end('no'));
    expectAll(await measureHere({}, [server.endpoint], LOAD_MS), 'bad-status');
    expectAll(await measureHere({ expect: { status: [200, 503] } }, [server.endpoint], LOAD_MS), 'ok');
  });

  it('is bad-status for a redirect, which is not followed', async () => {
    let requests = 0;
    const server = await httpServer((_request, response) => {
      requests += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const measured = await measureHere({}, [server.endpoint], LOAD_MS);
    expectAll(measured, 'bad-status');
    expect(requests).to.equal(measured.requests.length);
  });

  it('is bad-body when the pattern is not found', async () => {
    const server = await httpServer((_request, response) => response.end('an error page'));
    const load = (bodyPattern: string): Promise<Measurement> =>
      measureHere({ expect: { status: [200], bodyPattern } }, [server.endpoint], LOAD_MS);
    expectAll(await load('^hello'), 'bad-body');
    expectAll(await load('error'), 'ok');
  });

  it('is bad-body when the reply is not HTTP', async () => {
    const server = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    expectAll(await measureHere({}, [server.endpoint], LOAD_MS), 'bad-body');
  });

  it('is dns when the name cannot be resolved', async () => {
    const measured = await measureHere({ timeoutMs: 1000 }, [{ address: 'nosuch.invalid', port: 80 }], LOAD_MS);
    expectAll(measured, 'dns');
  });

  it('is ok after an informational response', async () => {
    const server = await rawServer((socket) =>
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'),
    );
    expectAll(await measureHere({}, [server.endpoint], LOAD_MS), 'ok');
  });

  it('is decided by the deadline alone for a slow server', async () => {
    const server = await httpServer((_request, response) => void setTimeout(() => response.end('slow'), 700));
    expectAll(await measureHere({ timeoutMs: 2000 }, [server.endpoint], LOAD_MS), 'ok');
    expectAll(await measureHere({ timeoutMs: 400 }, [server.endpoint], LOAD_MS), 'timeout');
  });

  it('is ok for a body far longer than what is kept, and for one without end that runs into the limit', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const long = await httpServer((_request, response) => response.end(megabyte));
    const spec = { ratePerSecond: 20, timeoutMs: 4000, expect: { status: [200], bodyPattern: '^x' } };
    const measured = await measureHere(spec, [long.endpoint], 600);
    expect(measured.counts('new').ok).to.be.greaterThan(5);
    expect(measured.counts('new')).to.not.include.any.keys('bad-body', 'closed-early', 'reset');
    const endless = await httpServer((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(megabyte));
      };
      response.on('drain', more);
      more();
    });
    const read = await measureHere({ ...spec, ratePerSecond: 2, timeoutMs: 3000, streams: ['new'] }, [endless.endpoint], 400);
    expect(Object.keys(read.counts())).to.deep.equal(['ok']);
  });
});
