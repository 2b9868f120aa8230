import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { SampleContainer } from './sample-container.ts';

const answers = [
  { signal: 'SIGINT', text: 'signal 2 , Handling Ctrl+C/SIGINT!', code: 2 },
  { signal: 'SIGTERM', text: 'signal 15 , Handling SIGTERM!', code: 15 },
  { signal: 'SIGUSR1', text: 'signal 10 , Handling SIGUSR1!', code: 0 },
];

describe('sample image signaltest', () => {
  let engine: Engine;
  before(async () => (engine = await engineForTests()));

  for (const tag of ['exec', 'script']) {
    for (const { signal, text, code } of answers) {
      it(`${tag}: answers ${signal} with "${text}" and exit code ${code}`, async () => {
        await using app = await SampleContainer.start(engine, { image: `faultline/signaltest:${tag}` });
        await app.line(/^I am alive$/);
        await engine.signalContainer(app.id, signal);
        expect((await app.exited()).exitCode).to.equal(code);
        expect(await app.output())
          .to.match(/^I am alive$/m)
          .and.to.contain(text);
      });
    }
  }

  it('shell: never sees a signal, so a stop must kill it', async () => {
    await using app = await SampleContainer.start(engine, { image: 'faultline/signaltest:shell' });
    await app.line(/^I am alive$/);
    for (const { signal } of answers) await engine.signalContainer(app.id, signal);
    await engine.stopContainer(app.id, { graceMs: 1000 });
    expect((await app.exited()).exitCode).to.equal(137);
    expect(await app.output()).to.not.contain('Handling');
  });
});
