import { expect } from 'chai';
import type { Engine, LogLine } from '../../../src/engine/engine.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { rejection } from './support/rejection.ts';
import { TestContainers } from './support/test-containers.ts';

describe('DockerEngine: exec and logs', () => {
  let engine: Engine;
  let containers: TestContainers;
  let idle: string;

  before(async () => {
    engine = await engineForTests();
    containers = new TestContainers(engine);
    idle = await containers.start();
  });
  after(async () => containers.removeAll());

  it('returns the exit code and the output of both streams', async () => {
    const result = await engine.exec(idle, { command: ['sh', '-c', 'echo out; echo err >&2; exit 3'], timeoutMs: 10_000 });
    expect(result.exitCode).to.equal(3);
    expect(result.output).to.include('out\n').and.include('err\n');
  });

  it('runs as another user', async () => {
    const command = ['node', '-p', 'process.getuid()'];
    expect((await engine.exec(idle, { command, timeoutMs: 10_000, user: '1000' })).output).to.equal('1000\n');
  });

  it('cuts the output at 64 KiB and still returns the exit code', async () => {
    const command = ['node', '-e', 'process.stdout.write("x".repeat(300000)); process.exitCode = 4'];
    const result = await engine.exec(idle, { command, timeoutMs: 10_000 });
    expect(result.exitCode).to.equal(4);
    expect(result.output).to.have.length(64 * 1024);
  });

  it('says that a command does not exist, with a shell code', async () => {
    const result = await engine.exec(idle, { command: ['no-such-command'], timeoutMs: 10_000 });
    expect(result.exitCode).to.be.oneOf([126, 127]);
    expect(result.output).to.include('no-such-command');
  });

  it('gives up on a command after its limit', async () => {
    const error = await rejection(engine.exec(idle, { command: ['sleep', '20'], timeoutMs: 300 }));
    expect(error.code).to.equal('ERR_TIMEOUT');
    expect(error.message).to.include('sleep 20').and.include('300 ms');
  });

  it('reads the lines of both streams with their times, empty ones and unfinished ones too', async () => {
    const startedMs = Date.now();
    const id = await containers.start({ entrypoint: ['sh', '-c', 'echo "one  two"; echo; sleep 0.2; echo é >&2; printf unfinished'] });
    await containers.seen(id, 'die');
    const lines = await collect(engine.logs(id, { follow: false }));
    expect(lines.map(({ stream, text }) => `${stream}: ${text}`)).to.have.members([
      'stdout: one  two',
      'stdout: ',
      'stderr: é',
      'stdout: unfinished',
    ]);
    for (const { epochMs } of lines) expect(epochMs).to.be.within(startedMs - 1000, Date.now() + 1000);
    const late = lines.find(({ text }) => text === 'é');
    const since = await collect(engine.logs(id, { follow: false, sinceMs: (late?.epochMs ?? 0) - 50 }));
    expect(since.map(({ text }) => text)).to.have.members(['é', 'unfinished']);
  });

  it('puts a line together that the engine has split', async () => {
    const script = 'console.log("x".repeat(40000) + " end"); console.log("next")';
    const id = await containers.start({ entrypoint: ['node', '-e', script] });
    await containers.seen(id, 'die');
    const texts = (await collect(engine.logs(id, { follow: false }))).map(({ text }) => text);
    expect(texts).to.deep.equal([`${'x'.repeat(40000)} end`, 'next']);
  });

  it('follows until the container ends', async () => {
    const id = await containers.start({ entrypoint: ['sh', '-c', 'echo first; sleep 0.3; echo last'] });
    expect((await collect(engine.logs(id, { follow: true }))).map(({ text }) => text)).to.deep.equal(['first', 'last']);
  });

  it('follows until the signal aborts', async () => {
    const id = await containers.start({ entrypoint: ['sh', '-c', 'echo first; while :; do sleep 0.05; done'] });
    const abort = new AbortController();
    const texts = [];
    for await (const { text } of engine.logs(id, { follow: true, signal: abort.signal })) {
      texts.push(text);
      abort.abort();
    }
    expect(texts).to.deep.equal(['first']);
  });

  it('has no logs of a container that is gone', async () => {
    expect((await rejection(collect(engine.logs('no-such-container', { follow: false })))).code).to.equal('ERR_TARGET_GONE');
  });

  async function collect(lines: AsyncIterable<LogLine>): Promise<LogLine[]> {
    const all = [];
    for await (const line of lines) all.push(line);
    return all;
  }
});
