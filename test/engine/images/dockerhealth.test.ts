import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { SampleContainer } from './sample-container.ts';

describe('sample image dockerhealth', () => {
  let engine: Engine;
  before(async () => (engine = await engineForTests()));

  it('is sick and well again as its back door says, and the health check command agrees', async () => {
    await using app = await SampleContainer.start(engine, { image: 'faultline/dockerhealth', port: 8080 });
    await app.line(/listening/);
    const health = async () => ({
      status: (await fetch(`${app.url}/health`)).status,
      check: (await engine.exec(app.id, { command: ['healthy'], timeoutMs: 10_000 })).exitCode,
    });
    expect(await health()).to.deep.equal({ status: 200, check: 0 });
    expect((await fetch(`${app.url}/environment/health?status=false`)).status).to.equal(200);
    expect(await health()).to.deep.equal({ status: 503, check: 1 });
    expect((await fetch(`${app.url}/environment/health?status=true`)).status).to.equal(200);
    expect(await health()).to.deep.equal({ status: 200, check: 0 });
  });

  it('does not understand another status', async () => {
    await using app = await SampleContainer.start(engine, { image: 'faultline/dockerhealth', port: 8080 });
    await app.line(/listening/);
    expect((await fetch(`${app.url}/environment/health?status=ill`)).status).to.equal(404);
    expect((await fetch(`${app.url}/health`)).status).to.equal(200);
  });
});
