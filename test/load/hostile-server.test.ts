import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import type net from 'node:net';
import { gzipSync } from 'node:zlib';
import { killLoads, startLoad, type Measurement } from './support/measure.ts';
import { proberPid } from './support/prober-pid.ts';
import { closeServers, httpServer, rawServer } from './support/servers.ts';

const LOAD_MS = 2000;
const RATE = 50;
const MIB = 1024 * 1024;
const chunk = Buffer.alloc(MIB, 'x');

/** Writes for as long as somebody reads. */
function pour(socket: net.Socket, data: Buffer): void {
  const more = (): void => {
    while (socket.writable && socket.write(data));
    socket.once('drain', more);
  };
  more();
}

function pourAfter(socket: net.Socket, head: string, data: Buffer): void {
  socket.write(head);
  pour(socket, data);
}

const replies: Readonly<Record<string, { readonly outcome: readonly string[]; readonly reply: (socket: net.Socket) => void }>> = {
  'a response of 10 GB': {
    outcome: ['ok', 'timeout'],
    reply: (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${10 * 1024 * MIB}\r\n\r\n`);
      pour(socket, chunk);
    },
  },
  'a response without end': {
    outcome: ['ok', 'timeout'],
    reply: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
      pour(socket, chunk);
    },
  },
  'a response that drips': {
    outcome: ['timeout'],
    reply: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 50);
      socket.once('close', () => clearInterval(timer));
    },
  },
  'headers without end': {
    outcome: ['bad-body', 'timeout', 'reset'],
    reply: (socket) => pourAfter(socket, 'HTTP/1.1 200 OK\r\n', Buffer.from('x-a: b\r\n'.repeat(2000))),
  },
  'a header without end': {
    outcome: ['bad-body', 'timeout', 'reset'],
    reply: (socket) => pourAfter(socket, 'HTTP/1.1 200 OK\r\nx-a: ', chunk),
  },
  'interim responses without end': {
    outcome: ['timeout', 'bad-body', 'reset'],
    reply: (socket) => pour(socket, Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100))),
  },
  'no HTTP at all': { outcome: ['bad-body'], reply: (socket) => socket.write('\u001b[2J\u0000\u00ff<script>\r\n\r\n') },
  'another protocol, unasked': {
    outcome: ['bad-status', 'bad-body', 'closed-early', 'reset'],
    reply: (socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n\u0081\u0005hello'),
  },
};

describe('a load and a hostile server', function () {
  this.timeout(60_000);
  afterEach(() => {
    killLoads();
    closeServers();
  });

  async function measured(
    reply: (socket: net.Socket) => void,
  ): Promise<{ readonly measurement: Measurement; readonly residentMiB: number }> {
    const server = await rawServer(reply);
    const load = await startLoad({ ratePerSecond: RATE, timeoutMs: 500, version: { bodyPattern: 'v(.*)' } }, [server.endpoint]);
    const pid = proberPid();
    await load.clock.sleepUntil(load.clock.now() + LOAD_MS);
    const residentKiB = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return { measurement: await load.finish(), residentMiB: residentKiB / 1024 };
  }

  for (const [what, { outcome, reply }] of Object.entries(replies)) {
    it(`account for every request, by its deadline and in little memory, with ${what}`, async () => {
      const { measurement, residentMiB } = await measured(reply);
      const { requests } = measurement;
      expect(Object.keys(measurement.counts()).filter((name) => name !== 'unsent')).to.satisfy((names: string[]) =>
        names.every((name) => outcome.includes(name)),
      );
      expect(requests.length).to.be.at.least((LOAD_MS / 1000) * RATE);
      for (const { latencyMs } of requests) expect(latencyMs).to.be.at.most(500);
      expect(residentMiB).to.be.below(400);
    });
  }

  it('follow no redirect, wherever it points', async () => {
    const other = await httpServer((_request, response) => response.end('you should not be here'));
    const location = `http://127.0.0.1:${other.endpoint.port}/`;
    const { measurement } = await measured((socket) =>
      socket.write(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`),
    );
    expect(Object.keys(measurement.counts())).to.deep.equal(['bad-status']);
    expect(other.connections()).to.equal(0);
  });

  it('unpack nothing that is compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * MIB));
    const { measurement, residentMiB } = await measured((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
      socket.write(bomb);
    });
    expect(measurement.counts()).to.have.property('ok');
    expect(residentMiB).to.be.below(256);
  });
});
