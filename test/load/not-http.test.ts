import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { LoadSpec } from '../../src/scenario/scenario.ts';
import { expectAll } from './support/expect-all.ts';
import { killLoads, measure, measureHere, startLoad } from './support/measure.ts';
import { closedPort, closeServers, listen, rawServer, serverProcess } from './support/servers.ts';

const LOAD_MS = 300;
const NOWHERE = { address: '127.0.0.1', port: 5432 };

describe('a bare TCP connect', function () {
  this.timeout(20_000);
  afterEach(killLoads);
  afterEach(closeServers);

  const tcp: Partial<LoadSpec> = { url: 'tcp://db:5432', streams: ['new'] };

  it('is ok when the connection is established, and takes no longer than that', async () => {
    const server = await rawServer(() => undefined);
    const measured = await measureHere(tcp, [server.endpoint], LOAD_MS);
    expectAll(measured, 'ok');
    expect(server.connections()).to.equal(measured.requests.length);
    // How long it is watched afterwards does not count.
    const latencies = measured.requests.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
    expect(latencies[0]).to.be.lessThan(25);
  });

  it('is ok when the server speaks first', async () => {
    const server = await listen(
      net.createServer((socket) => socket.on('error', () => undefined).end('220 ready\r\n')),
      () => undefined,
    );
    expectAll(await measureHere(tcp, [server.endpoint], LOAD_MS), 'ok');
  });

  it('rehearses, and measures from a process of its own', async () => {
    const server = await rawServer(() => undefined);
    expectAll(await measure({ ...tcp, timeoutMs: 1000 }, [server.endpoint], LOAD_MS), 'ok');
  });

  it('is refused where nothing listens', async () => {
    expectAll(await measureHere(tcp, [await closedPort()], LOAD_MS), 'refused');
  });

  it('is closed-early or reset where somebody accepts for nobody', async () => {
    const hangsUp = await listen(
      net.createServer((socket) => socket.end()),
      () => undefined,
    );
    expectAll(await measureHere(tcp, [hangsUp.endpoint], LOAD_MS), 'closed-early');
    const resets = await listen(
      net.createServer((socket) => socket.resetAndDestroy()),
      () => undefined,
    );
    expectAll(await measureHere(tcp, [resets.endpoint], LOAD_MS), 'reset');
  });

  it('is dns when the name cannot be resolved', async () => {
    expectAll(await measureHere({ ...tcp, timeoutMs: 1000 }, [{ address: 'nosuch.invalid', port: 5432 }], LOAD_MS), 'dns');
  });

  it('is timeout when nobody accepts any more, and ok again afterwards', async () => {
    const server = await serverProcess(1);
    const load = await startLoad({ ...tcp, timeoutMs: 500 }, [server.endpoint]);
    await load.clock.sleepUntil(load.clock.now() + 200);
    server.process.kill('SIGSTOP');
    const stoppedMs = load.clock.now();
    await load.clock.sleepUntil(stoppedMs + 1500);
    server.process.kill('SIGCONT');
    const backMs = load.clock.now();
    await load.clock.sleepUntil(backMs + 500);
    const measured = await load.finish();
    const classes = (fromMs: number, untilMs: number) =>
      new Set(measured.requests.filter(({ dueMs }) => dueMs > fromMs && dueMs < untilMs).map((request) => request.class));
    // The kernel still establishes the first two, for the queue of the one that was stopped.
    expect([...classes(stoppedMs + 100, backMs - 600)].filter((name) => name !== 'unsent')).to.deep.equal(['timeout']);
    expect(classes(backMs + 100, Infinity)).to.include('ok');
  });
});

describe('a command', function () {
  this.timeout(30_000);
  afterEach(killLoads);
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'faultline-command-'))));
  afterEach(async () => rm(directory, { recursive: true, force: true }));

  const sh = (script: string, ...args: string[]): Partial<LoadSpec> => ({
    url: 'tcp://db:5432',
    streams: ['new'],
    ratePerSecond: 20,
    timeoutMs: 3000,
    command: ['sh', '-c', script, 'sh', ...args],
  });

  it('is ok by exit code 0, and bad-status by any other end of its own', async () => {
    expectAll(await measureHere(sh('exit 0'), [NOWHERE], LOAD_MS), 'ok', 3);
    expectAll(await measureHere(sh('exit 7'), [NOWHERE], LOAD_MS), 'bad-status', 3);
    expectAll(await measureHere(sh('kill -9 $$'), [NOWHERE], LOAD_MS), 'bad-status', 3);
  });

  it('is told where the endpoint is, word by word and without a shell of its own', async () => {
    const spec = sh('test "$1" = "127.0.0.1 5432 \\$(exit 1)" -a "$#" = 1', '{host} {port} $(exit 1)');
    expectAll(await measureHere(spec, [NOWHERE], LOAD_MS), 'ok', 3);
  });

  it('knows nothing of the environment but what it needs', async () => {
    process.env['FAULTLINE_TEST_SECRET'] = 'x';
    try {
      expectAll(await measureHere(sh('test -z "$FAULTLINE_TEST_SECRET" -a -n "$PATH"'), [NOWHERE], LOAD_MS), 'ok', 3);
    } finally {
      delete process.env['FAULTLINE_TEST_SECRET'];
    }
  });

  it('tells a version by what it prints, and is bad-body without what is expected', async () => {
    const spec = { ...sh('echo version 7'), version: { bodyPattern: 'version (\\d+)' } };
    const measured = await measureHere(spec, [NOWHERE], LOAD_MS);
    expectAll(measured, 'ok', 3);
    expect(new Set(measured.requests.map(({ version }) => version))).to.deep.equal(new Set(['7']));
    expectAll(
      await measureHere({ ...sh('echo LOADING'), expect: { status: [200], bodyPattern: 'PONG' } }, [NOWHERE], LOAD_MS),
      'bad-body',
      3,
    );
  });

  it('is ended at its deadline, and with it everything that it started', async () => {
    const pids = join(directory, 'pids');
    const spec = { ...sh(`sleep 600 & echo $! >> ${pids}; echo $$ >> ${pids}; wait`), timeoutMs: 1000 };
    const measured = await measureHere(spec, [NOWHERE], 300);
    expectAll(measured, 'timeout', 3);
    for (const request of measured.requests) expect(request.latencyMs).to.equal(1000);
    await expectNoneRuns((await readFile(pids, 'utf8')).trim().split('\n'));
  });

  it('does not wait for what a program left behind, and ends that too', async () => {
    const pids = join(directory, 'pids');
    const measured = await measureHere(sh(`sleep 600 & echo $! >> ${pids}`), [NOWHERE], LOAD_MS);
    expectAll(measured, 'ok', 3);
    await expectNoneRuns((await readFile(pids, 'utf8')).trim().split('\n'));
  });

  it('does not outlive the load whose parent was killed', async () => {
    const pids = join(directory, 'pids');
    const parent = fork(fileURLToPath(new URL('support/dying-parent.ts', import.meta.url)), [pids]);
    await once(parent, 'message');
    while ((await readFile(pids, 'utf8').catch(() => '')) === '') await new Promise((resolve) => setTimeout(resolve, 20));
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expectNoneRuns((await readFile(pids, 'utf8')).trim().split('\n'));
  });

  it('does not run more important than what it measures', async () => {
    const measured = await measure({ ...sh('sleep 0.2; test "$(ps -o ni= -p $$ | tr -d " ")" = 0') }, [NOWHERE], LOAD_MS);
    expectAll(measured, 'ok', 3);
  });

  it('must be there, which is found out before the load starts', async () => {
    for (const command of [['no-such-program'], [join(directory, 'nothing')], [directory]]) {
      const error: unknown = await startLoad({ ...sh(''), command }, [NOWHERE]).catch((reason: unknown) => reason);
      expect(error).to.have.property('code', 'ERR_SCENARIO_INVALID');
      expect(error).to.have.property('message').that.contains(command[0]);
      expect(error).to.have.property('hint').that.is.not.equal(undefined);
    }
  });
});

/** Killed processes are gone a moment later, or remain as zombies until their parent has looked. */
async function expectNoneRuns(pids: readonly string[]): Promise<void> {
  expect(pids).to.not.be.empty;
  const states = (): string[] =>
    pids.flatMap((pid) => {
      try {
        return execFileSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).trim();
      } catch {
        return [];
      }
    });
  for (let attempt = 0; attempt < 100 && states().some((state) => !state.startsWith('Z')); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(states().filter((state) => !state.startsWith('Z'))).to.deep.equal([]);
}
