import { once } from 'node:events';
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import net from 'node:net';
import { expect } from 'chai';
import type { Endpoint } from '../../src/load/endpoint.ts';
import { expectAll } from './support/expect-all.ts';
import { killLoads, measureHere, startLoad } from './support/measure.ts';
import { ca, http2Server, httpsServer, type Identity } from './support/secure-servers.ts';
import { closedPort, closeServers, rawServer } from './support/servers.ts';

const LOAD_MS = 300;
const LAST_OF_ALL = 2 ** 31 - 1;
const { NGHTTP2_CANCEL, NGHTTP2_ENHANCE_YOUR_CALM, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

const h2 = { http: '2' } as const;
const answer = (stream: ServerHttp2Stream): void => {
  if (stream.destroyed) return;
  stream.respond({ ':status': 200 });
  stream.end('hello');
};

describe('HTTP/2: the class of a request', function () {
  this.timeout(20_000);
  afterEach(killLoads);
  afterEach(closeServers);

  for (const [how, name, url] of [
    ['with prior knowledge', undefined, 'http://web:8000/'],
    ['over TLS', 'web', 'https://web:8000/'],
  ] as [string, Identity | undefined, string][]) {
    const spec = { ...h2, url, ...(name !== undefined && { tls: { caFile: ca } }) };
    const withIdentity = name === undefined ? {} : { name };

    it(`is ok for the expected response ${how}, on new connections and on a kept one`, async () => {
      const server = await http2Server(answer, withIdentity);
      const measured = await measureHere(spec, [server.endpoint], LOAD_MS);
      expectAll(measured, 'ok');
      expect(server.connections() - measured.of('new').length).to.be.within(0, 2);
      expect(server.streams()).to.equal(measured.requests.length);
    });

    it(`is refused where nothing listens ${how}`, async () => {
      expectAll(await measureHere(spec, [await closedPort()], LOAD_MS), 'refused');
    });

    it(`is reset when the connection is reset ${how}`, async () => {
      const server = await rawServer((socket) => socket.resetAndDestroy());
      expectAll(await measureHere(spec, [server.endpoint], LOAD_MS), 'reset');
    });

    it(`is closed-early when the connection ends without a reply ${how}`, async () => {
      const server = await rawServer((socket) => socket.end());
      expectAll(await measureHere(spec, [server.endpoint], LOAD_MS), 'closed-early');
    });

    it(`is timeout when no reply comes ${how}`, async () => {
      const silent = await http2Server(() => undefined, withIdentity);
      expectAll(await measureHere({ ...spec, timeoutMs: 1000 }, [silent.endpoint], LOAD_MS), 'timeout');
      const mute = await rawServer(() => undefined);
      expectAll(await measureHere({ ...spec, timeoutMs: 1000 }, [mute.endpoint], LOAD_MS), 'timeout');
    });
  }

  it('is tls when the server speaks HTTP/1.1 only, and bad-body when it does so without TLS', async () => {
    const secure = await httpsServer('web', (_request, response) => response.end('hello'));
    expectAll(await measureHere({ ...h2, url: 'https://web:1/', tls: { caFile: ca } }, [secure.endpoint], LOAD_MS), 'tls');
    const plain = await rawServer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'));
    expectAll(await measureHere(h2, [plain.endpoint], LOAD_MS), 'bad-body');
  });

  it('is dns when the name cannot be resolved', async () => {
    expectAll(await measureHere({ ...h2, timeoutMs: 1000 }, [{ address: 'nosuch.invalid', port: 80 }], LOAD_MS), 'dns');
  });

  it('is refused for a stream that the server refuses, and reset for one that it cuts off', async () => {
    for (const [code, outcome] of [
      [NGHTTP2_REFUSED_STREAM, 'refused'],
      [NGHTTP2_INTERNAL_ERROR, 'reset'],
      [NGHTTP2_ENHANCE_YOUR_CALM, 'reset'],
      [NGHTTP2_CANCEL, 'reset'],
    ] as const) {
      const server = await http2Server((stream) => stream.close(code));
      const measured = await measureHere(h2, [server.endpoint], LOAD_MS);
      expectAll(measured, outcome);
      // Nothing was sent a second time.
      expect(server.streams()).to.equal(measured.requests.length);
    }
  });

  it('is reset for a stream that is cut off amid its body', async () => {
    const server = await partOfBody((socket) => socket.write(frame(3, 0, 1, Buffer.of(0, 0, 0, NGHTTP2_INTERNAL_ERROR))));
    expectAll(await measureHere({ ...h2, streams: ['new'] }, [server], LOAD_MS), 'reset');
  });

  it('is closed-early for a body shorter than announced, and for one whose connection ends', async () => {
    const short = await http2Server((stream) => {
      stream.respond({ ':status': 200, 'content-length': '50' });
      stream.end('hello');
    });
    expectAll(await measureHere(h2, [short.endpoint], LOAD_MS), 'closed-early');
    const cut = await partOfBody((socket) => socket.end());
    expectAll(await measureHere({ ...h2, streams: ['new'] }, [cut], LOAD_MS), 'closed-early');
  });

  it('is bad-status, bad-body or a version by what the response says', async () => {
    const server = await http2Server((stream, headers) => {
      stream.respond({ ':status': headers[':path'] === '/503' ? 503 : 200, 'x-version': 'blue' });
      stream.end('version 7');
    });
    const load = (spec: object) => measureHere({ ...h2, ...spec }, [server.endpoint], LOAD_MS);
    expectAll(await load({ url: 'http://web:8000/503' }), 'bad-status');
    expectAll(await load({ expect: { status: [200], bodyPattern: '^hello' } }), 'bad-body');
    const header = await load({ version: { header: 'X-Version' } });
    expect(new Set(header.requests.map(({ version }) => version))).to.deep.equal(new Set(['blue']));
    const body = await load({ version: { bodyPattern: 'version (\\d+)' } });
    expect(new Set(body.requests.map(({ version }) => version))).to.deep.equal(new Set(['7']));
  });

  it('is decided by the deadline alone for a slow server, stream by stream', async () => {
    const server = await http2Server((stream, headers) => void setTimeout(() => answer(stream), Number(headers['x-after'])));
    const load = (after: string, timeoutMs: number) =>
      measureHere({ ...h2, headers: { 'x-after': after }, timeoutMs }, [server.endpoint], LOAD_MS);
    expectAll(await load('500', 2000), 'ok');
    expectAll(await load('1500', 700), 'timeout');
  });

  it('sends what the load says', async () => {
    const seen = new Set<string>();
    const server = await http2Server((stream, headers: IncomingHttpHeaders) => {
      let body = '';
      stream.setEncoding('utf8').on('data', (text: string) => (body += text));
      stream.on('end', () => {
        seen.add(
          JSON.stringify([headers[':method'], headers[':path'], headers[':authority'], headers[':scheme'], headers['x-trace'], body]),
        );
        answer(stream);
      });
    });
    const spec = { ...h2, url: 'http://web:8000/a?b=1', method: 'POST', headers: { 'X-Trace': 'yes' }, body: 'hello' };
    expectAll(await measureHere(spec, [server.endpoint], LOAD_MS), 'ok');
    expect([...seen]).to.deep.equal([JSON.stringify(['POST', '/a?b=1', 'web:8000', 'http', 'yes', 'hello'])]);
  });

  it('does not wait where the server allows few requests at a time: more connections take them', async function () {
    // A server that is slow to say how many it allows refuses what came before it had.
    this.retries(3);
    const server = await http2Server((stream) => void setTimeout(() => answer(stream), 100), { settings: { maxConcurrentStreams: 5 } });
    const measured = await measureHere({ ...h2, streams: ['keep-alive'], timeoutMs: 1000 }, [server.endpoint], 800);
    expectAll(measured, 'ok');
    expect(server.connections()).to.be.within(2, 8);
  });

  it('refuses headers that HTTP/2 does not know, before the load starts', async () => {
    const server = await http2Server(answer);
    const error: unknown = await startLoad({ ...h2, headers: { connection: 'close' } }, [server.endpoint]).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('code', 'ERR_SCENARIO_INVALID');
  });
});

describe('HTTP/2: a server that goes away', function () {
  this.timeout(20_000);
  afterEach(killLoads);
  afterEach(closeServers);

  it('loses nothing when it drains as it should: it says so first, and answers what comes meanwhile', async () => {
    const server = await http2Server((stream) => void setTimeout(() => answer(stream), 20));
    const load = await startLoad({ ...h2, streams: ['keep-alive'] }, [server.endpoint]);
    for (let drains = 0; drains < 3; drains += 1) {
      await load.clock.sleepUntil(load.clock.now() + 300);
      for (const session of server.sessions) {
        session.goaway(NGHTTP2_NO_ERROR, LAST_OF_ALL);
        setTimeout(() => session.close(), 100);
      }
    }
    await load.clock.sleepUntil(load.clock.now() + 300);
    const measured = await load.finish();
    expectAll(measured, 'ok', 80);
    expect(server.connections()).to.be.at.least(4);
  });

  it('refuses what it has not begun with when it goes at once', async () => {
    const server = await http2Server((stream) => {
      // The first is never answered; those after it are told that they were not taken.
      if (stream.id !== undefined && stream.id > 1) stream.session?.goaway(NGHTTP2_NO_ERROR, 1);
    });
    const measured = await measureHere({ ...h2, streams: ['keep-alive'], timeoutMs: 400 }, [server.endpoint], LOAD_MS);
    const { refused = 0, timeout = 0, unsent = 0 } = measured.counts();
    expect(refused).to.be.greaterThan(0);
    expect(refused + timeout + unsent).to.equal(measured.requests.length);
    expect(server.streams()).to.be.at.most(measured.requests.length);
  });

  it('is a reset when it goes because of an error', async function () {
    // What reaches it only after it said so is refused instead.
    this.retries(3);
    const server = await http2Server((stream) => stream.session?.goaway(NGHTTP2_ENHANCE_YOUR_CALM, 0));
    expectAll(await measureHere(h2, [server.endpoint], LOAD_MS), 'reset');
  });

  it('is found again on a new connection, also when the old one was lost without a word', async () => {
    const server = await http2Server(answer);
    // A relay that can swallow everything, as a machine does that lost its power.
    const relayed = new Set<{ swallow: () => void }>();
    const relay = net.createServer((client) => {
      const upstream = net.connect(server.endpoint.port, server.endpoint.address);
      client.pipe(upstream);
      upstream.pipe(client);
      for (const socket of [client, upstream]) socket.on('error', () => undefined);
      relayed.add({
        swallow: () => {
          client.unpipe().resume();
          upstream.unpipe().resume();
        },
      });
    });
    relay.listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const { port } = relay.address() as net.AddressInfo;
    const load = await startLoad({ ...h2, streams: ['keep-alive'], timeoutMs: 300 }, [{ address: '127.0.0.1', port }]);
    await load.clock.sleepUntil(load.clock.now() + 300);
    for (const one of relayed) one.swallow();
    const lostMs = load.clock.now();
    await load.clock.sleepUntil(lostMs + 1000);
    const measured = await load.finish();
    relay.close();
    const after = (fromMs: number) => measured.requests.filter(({ dueMs }) => dueMs > lostMs + fromMs).map((request) => request.class);
    expect(after(20)[0]).to.be.oneOf(['timeout', 'unsent']);
    expect(new Set(after(450))).to.deep.equal(new Set(['ok']));
  });
});

/** Returns an HTTP/2 frame. */
function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A server that answers the first request of a connection with a part of a body, and goes on as it is told. */
async function partOfBody(then: (socket: net.Socket) => void): Promise<Endpoint> {
  const begun = new Set<net.Socket>();
  const server = await rawServer((socket) => {
    if (begun.has(socket)) return;
    begun.add(socket);
    const settings = frame(4, 0, 0, Buffer.alloc(0));
    // 0x88 is `:status: 200` in HPACK's static table; flag 0x4 says that the headers are complete.
    socket.write(Buffer.concat([settings, frame(1, 0x4, 1, Buffer.of(0x88)), frame(0, 0, 1, Buffer.from('hel'))]));
    then(socket);
  });
  return server.endpoint;
}
