import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { LoadSpec } from '../../src/scenario/scenario.ts';
import { faultlineErrorOf } from '../support/faultline-error-of.ts';
import { expectAll } from './support/expect-all.ts';
import { killLoads, measure, startLoad } from './support/measure.ts';
import { closedPort, closeServers, rawServer } from './support/servers.ts';

const LOAD_MS = 400;

/** A connection that asks a line and judges it; each probe changes one thing of it. */
const configuration = (extend: string) => `
import { once } from 'node:events';
import { connect } from 'node:net';
import { z } from '${join(import.meta.dirname, '../../node_modules/zod/index.js')}';

const schema = z.strictObject({ expected: z.string().transform((text) => ({ text })) });
async function opened({ address, port }, { expected }) {
  const socket = connect({ host: address, port });
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return {
    get ended() { return socket.destroyed || socket.readableEnded; },
    async probe() {
      socket.write('PING');
      const [data] = await once(socket, 'data');
      const [word, version] = String(data).split(' ');
      return word === expected.text ? { version } : { failed: 'bad-body', problem: word };
    },
    close: () => socket.destroy(),
  };
}
const base = { name: 'ping', summary: 'Pings.', schema, open: opened };
export default { probes: [{ ...base, ${extend} }] };
`;

describe("a project's own probe", function () {
  this.timeout(30_000);
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'faultline-probe-'))));
  after(async () => rm(folder, { recursive: true }));
  afterEach(killLoads);
  afterEach(closeServers);

  async function probe(extend = '', expected = 'PONG', name = 'faultline.config.mjs'): Promise<Partial<LoadSpec>> {
    const path = join(folder, name);
    await writeFile(path, configuration(extend));
    return { url: 'tcp://db:5432', ratePerSecond: 50, timeoutMs: 2000, probe: { kind: 'ping', module: path, options: { expected } } };
  }

  it('asks on new and on kept connections, and tells the version that answered', async () => {
    const server = await rawServer((socket) => socket.write('PONG 7'));
    const measured = await measure(await probe(), [server.endpoint], LOAD_MS);
    expectAll(measured, 'ok');
    expect(new Set(measured.requests.map(({ version }) => version))).to.deep.equal(new Set(['7']));
    expect(server.connections()).to.be.within(
      measured.of('new').length + 1,
      measured.of('new').length + measured.of('keep-alive').length / 2,
    );
  });

  it('opens a new connection when the other side has ended the kept one', async () => {
    const server = await rawServer((socket) => socket.end('PONG 7'));
    const measured = await measure({ ...(await probe()), streams: ['keep-alive'], ratePerSecond: 20 }, [server.endpoint], LOAD_MS);
    expect(measured.counts()).to.deep.equal({ ok: measured.requests.length });
    expect(server.connections()).to.equal(measured.requests.length);
  });

  it('judges the answer by its options, which its schema parses there, too', async () => {
    const server = await rawServer((socket) => socket.write('LOADING'));
    const spec = await probe();
    expectAll(await measure(spec, [server.endpoint], LOAD_MS), 'bad-body');
    expectAll(await measure({ ...spec, probe: { ...spec.probe!, options: { expected: 'LOADING' } } }, [server.endpoint], LOAD_MS), 'ok');
  });

  it('fails as the network says', async () => {
    expectAll(await measure(await probe(), [await closedPort()], LOAD_MS), 'refused');
    const resets = await rawServer((socket) => socket.resetAndDestroy());
    expectAll(await measure(await probe(), [resets.endpoint], LOAD_MS), 'reset');
  });

  it('is ended at its deadline, whether or not it looks at its signal, and its connection is closed', async () => {
    let open = 0;
    const server = await rawServer((socket) => {
      open += 1;
      socket.on('close', () => (open -= 1));
    });
    expectAll(await measure({ ...(await probe()), timeoutMs: 100 }, [server.endpoint], LOAD_MS), 'timeout');
    expect(open).to.equal(0);
  });

  for (const [what, extend, told] of [
    ['throws', "open: async () => { throw new TypeError('no such thing'); }", 'the probe ping: no such thing'],
    ['throws at once', "open: () => { throw new TypeError('no such thing'); }", 'the probe ping: no such thing'],
    ['gives no connection', 'open: async () => undefined', 'the probe ping: '],
    ['answers what is no answer', 'open: async () => ({ probe: async () => true, close() {} })', 'the probe ping: its answer is none'],
    [
      'calls a failure what is none',
      "open: async () => ({ probe: async () => ({ failed: 'ok' }), close() {} })",
      'the probe ping: its answer is none',
    ],
  ] as const) {
    it(`that ${what} says nothing about the other side: the time is not evidence`, async () => {
      const measured = await measure({ ...(await probe(extend, 'PONG', `${what}.mjs`)), streams: ['new'] }, [await closedPort()], LOAD_MS);
      expect(Object.keys(measured.counts())).to.deep.equal(['unsent']);
      for (const { spoiled } of measured.buckets) expect(spoiled).to.contain(told);
    });
  }

  it('that breaks the process of the load ends the load, and tells why', async () => {
    const spec = await probe(
      "open: async () => { setImmediate(() => { throw new Error('out of the way'); }); return { probe: async () => ({}), close() {} }; }",
      'PONG',
      'breaks.mjs',
    );
    const failed = new Promise<Error>((resolve) => void startLoad(spec, [{ address: '127.0.0.1', port: 1 }], resolve));
    expect((await failed).message)
      .to.contain('its process ended')
      .and.contain('out of the way');
  });

  it('that is not where it was cannot be used', async () => {
    const spec = await probe();
    for (const [changed, told] of [
      [{ module: join(folder, 'nowhere.mjs') }, 'the module cannot be loaded'],
      [{ kind: 'pong' }, 'no such probe'],
      [{ options: {} }, 'expected'],
    ] as const) {
      const error = await faultlineErrorOf(startLoad({ ...spec, probe: { ...spec.probe!, ...changed } }, []));
      expect(error.code).to.equal('ERR_SCENARIO_INVALID');
      expect(error.message).to.contain(told);
    }
  });

  it('may be written in TypeScript where this process reads it', async () => {
    const server = await rawServer((socket) => socket.write('PONG 7'));
    expectAll(await measure(await probe('close: undefined as unknown', 'PONG', 'faultline.config.ts'), [server.endpoint], LOAD_MS), 'ok');
  });
});
