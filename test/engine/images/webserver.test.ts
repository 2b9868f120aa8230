import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { SampleContainer } from './sample-container.ts';

describe('sample image webserver', () => {
  let engine: Engine;
  before(async () => (engine = await engineForTests()));

  async function start(version: number, environment: Record<string, string> = {}): Promise<SampleContainer> {
    return SampleContainer.start(engine, { image: `faultline/webserver:v${version}`, port: 8000, spec: { environment } });
  }

  const healthy = async (id: string) => (await engine.exec(id, { command: ['healthy'], timeoutMs: 10_000 })).exitCode;

  for (const version of [1, 2]) {
    it(`v${version}: tells its version in body and header, and is healthy`, async () => {
      await using web = await start(version);
      await web.line(/listening/);
      const response = await fetch(`${web.url}/`);
      expect(await response.text()).to.equal(`You are using version ${version}\n`);
      expect(response.headers.get('x-version')).to.equal(String(version));
      expect((await fetch(`${web.url}/health`)).status).to.equal(200);
      expect(await healthy(web.id)).to.equal(0);
    });
  }

  it('finishes the request in flight before a graceful stop, with exit code 0', async () => {
    await using web = await start(1, { RESPONSE_DELAY_MS: '800' });
    await web.line(/listening/);
    const response = fetch(`${web.url}/`);
    // Answered after the first one arrived: the program is at work on it.
    await fetch(`${web.url}/health`);
    await engine.stopContainer(web.id, { graceMs: 10_000 });
    expect((await response).status).to.equal(200);
    expect((await web.exited()).exitCode).to.equal(0);
    expect(await web.output()).to.match(/draining\ndrained/);
  });

  it('DRAIN_DELAY_MS: goes on serving, with /health at 503; EXIT_CODE: ends with it', async () => {
    await using web = await start(1, { DRAIN_DELAY_MS: '1500', EXIT_CODE: '9' });
    await web.line(/listening/);
    await engine.signalContainer(web.id, 'SIGTERM');
    await web.line(/^draining$/);
    expect((await fetch(`${web.url}/health`)).status).to.equal(503);
    expect((await fetch(`${web.url}/`)).headers.get('connection')).to.equal('close');
    expect((await web.exited()).exitCode).to.equal(9);
  });

  it('IGNORE_SIGTERM: must be killed', async () => {
    await using web = await start(1, { IGNORE_SIGTERM: 'true' });
    await web.line(/listening/);
    await engine.stopContainer(web.id, { graceMs: 1000 });
    expect((await web.exited()).exitCode).to.equal(137);
  });

  it('CRASH_AFTER_MS, CRASH_EXIT_CODE: exits by itself', async () => {
    await using web = await start(1, { CRASH_AFTER_MS: '100', CRASH_EXIT_CODE: '3' });
    expect((await web.exited()).exitCode).to.equal(3);
  });

  it('UNHEALTHY_AFTER_MS: answers /health with 503 and everything else as before', async () => {
    await using web = await start(1, { UNHEALTHY_AFTER_MS: '100' });
    await web.line(/unhealthy from now on/);
    expect((await fetch(`${web.url}/health`)).status).to.equal(503);
    expect((await fetch(`${web.url}/`)).status).to.equal(200);
    expect(await healthy(web.id)).to.equal(1);
  });

  it('START_DELAY_MS: is not healthy before it listens', async () => {
    await using web = await start(1, { START_DELAY_MS: '60000' });
    expect(await healthy(web.id)).to.equal(1);
    expect(await web.output()).to.equal('');
  });
});
