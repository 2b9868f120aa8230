import { rmSync } from 'node:fs';
import net from 'node:net';
import { expect } from 'chai';
import type { BadKind, BadWindow } from '../../bench/truth/bad-window.ts';
import { buildServer } from '../../bench/truth/build-server.ts';
import { compareFaultline } from '../../bench/truth/compare-class.ts';
import { faultClasses } from '../../bench/truth/fault-class.ts';
import { summarise } from '../../bench/truth/summarise.ts';
import { truthBars } from '../../bench/truth/truth-bars.ts';
import { TruthServer } from '../../bench/truth/truth-server.ts';
import { RealClock } from '../../src/clock/real-clock.ts';

describe('the server whose outages are known', function () {
  this.timeout(60_000);
  let file: string;
  before(() => (file = buildServer()));
  after(() => rmSync(file, { force: true }));

  const expected: readonly (readonly [BadKind, string])[] = [
    ['reset', 'ECONNRESET'],
    ['fin', 'nothing'],
    ['503', 'HTTP/1.1 503, 10 of 10 bytes'],
    ['truncated', 'HTTP/1.1 200, 10 of 100 bytes'],
    ['refused', 'ECONNREFUSED'],
    ['stall', 'HTTP/1.1 200, 10 of 10 bytes'],
    ['slow', 'HTTP/1.1 200, 10 of 10 bytes'],
  ];
  for (const [kind, answer] of expected) {
    it(`${kind}: answers ${answer} in its window, and as always before and after`, async () => {
      const clock = new RealClock();
      const script: BadWindow[] = [{ kind, fromMs: 400, untilMs: 1000, ...(kind === 'slow' ? { delayMs: 300 } : {}) }];
      const server = await TruthServer.start({ file, script, serviceMs: 1 });
      const before = await ask(server.port, clock);
      const startNs = await server.started();
      const startMs = Number(startNs - clock.originNs) / 1e6;
      await clock.sleepUntil(startMs + 500);
      const inside = await ask(server.port, clock);
      await clock.sleepUntil(startMs + 1200);
      const after = await ask(server.port, clock);
      const windows = server.windows(startNs);
      await server.stop();
      for (const usual of [before, after]) expect(usual.answer).to.equal('HTTP/1.1 200, 10 of 10 bytes');
      expect(inside.answer).to.equal(answer);
      expect(windows).to.have.length(1);
      const { fromMs = NaN, untilMs = NaN } = windows[0] ?? {};
      expect(fromMs).to.be.at.least(400);
      expect(untilMs).to.be.at.least(1000);
      if (kind === 'stall') expect(inside.endedMs - startMs).to.be.at.least(untilMs - 1);
      if (kind === 'slow') expect(inside.endedMs - inside.beganMs).to.be.at.least(300);
    });
  }

  it('fails every fourth request, of each kind of connection', async () => {
    const clock = new RealClock();
    const server = await TruthServer.start({ file, script: [{ kind: 'fourth', fromMs: 0, untilMs: 60_000 }], serviceMs: 1 });
    const answers: string[] = [];
    // The first one starts the script.
    for (let request = 0; request < 9; request += 1) answers.push((await ask(server.port, clock)).answer.slice(9, 12));
    const counts = await server.stop();
    expect(answers.join(' ')).to.equal('200 200 200 200 503 200 200 200 503');
    expect(counts).to.include({ requests: 9, connections: 9, givenUp: 0 });
  });
});

describe('faultline beside the truth', function () {
  this.timeout(120_000);
  // A busy machine spoils measurements; they say so themselves, and then prove nothing.
  this.retries(3);

  for (const name of ['stall', 'reset', 'sigkill']) {
    it(`${name}: availability and the edges of the outage are true`, async () => {
      const fault = faultClasses.find((one) => one.name === name)!;
      const server = buildServer();
      try {
        const episode = { fromMs: 1003.7, lengthMs: 1001.9, timeoutMs: 500 };
        const runs = await compareFaultline({ fault, repetition: 1, seconds: 4, episode, server }, 100);
        expect(runs.map(({ tool }) => tool)).to.deep.equal(['faultline 100/s new', 'faultline 100/s keep-alive']);
        expect(summarise(runs)[0]?.truth.longestOutageMs).to.be.within(1000, 1500);
        expect(truthBars(runs).filter(({ result }) => result === 'missed')).to.deep.equal([]);
        expect(truthBars(runs).filter(({ result }) => result === 'undecided')).to.deep.equal([]);
      } finally {
        rmSync(server, { force: true });
      }
    });
  }
});

interface Asked {
  readonly answer: string;
  readonly beganMs: number;
  readonly endedMs: number;
}

/** Sends one request on a connection of its own, with nothing between us and the socket. */
async function ask(port: number, clock: RealClock): Promise<Asked> {
  const beganMs = clock.now();
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    const socket = net.connect({ port, host: '127.0.0.1' }, () =>
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
    );
    socket.setEncoding('utf8').on('data', (more: string) => (text += more));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    socket.on('close', () => resolve(described(text)));
  });
  return { answer, beganMs, endedMs: clock.now() };
}

function described(reply: string): string {
  const [head = '', body = ''] = reply.split('\r\n\r\n');
  return head === '' ? 'nothing' : `${head.slice(0, 12)}, ${body.length} of ${/Content-Length: (\d+)/.exec(head)?.[1]} bytes`;
}
