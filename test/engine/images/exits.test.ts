import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import type { ContainerSpec } from '../../../src/scenario/container-spec.ts';
import { engineForTests } from '../../support/engine-for-tests.ts';
import { SampleContainer } from './sample-container.ts';

const ends: readonly { readonly command: readonly string[]; readonly code: number; readonly spec?: Partial<ContainerSpec> }[] = [
  { command: ['exit', '3'], code: 3 },
  { command: ['exit', '-1'], code: 255 },
  { command: ['throw'], code: 1 },
  { command: ['abort'], code: 139 },
  { command: ['abort'], code: 134, spec: { init: true } },
  { command: ['raise', 'SIGSEGV'], code: 139, spec: { init: true } },
  { command: ['raise', 'SIGINT'], code: 130, spec: { init: true } },
  { command: ['raise', 'SIGTERM'], code: 143, spec: { init: true } },
  { command: ['fail-until', '2'], code: 1 },
  { command: ['no-such-way'], code: 64 },
];

describe('sample image exits', () => {
  let engine: Engine;
  before(async () => (engine = await engineForTests()));

  for (const { command, code, spec } of ends) {
    it(`${command.join(' ')}${spec?.init === true ? ' under an init' : ''}: exits with ${code}`, async () => {
      await using app = await SampleContainer.start(engine, { image: 'faultline/exits', spec: { ...spec, command } });
      expect((await app.exited()).exitCode).to.equal(code);
    });
  }

  it('oom: is killed for its memory', async () => {
    const spec = { command: ['oom'], memLimitBytes: 64 * 1024 * 1024 };
    await using app = await SampleContainer.start(engine, { image: 'faultline/exits', spec });
    expect(await app.exited()).to.include({ exitCode: 137, oomKilled: true });
  });

  it('stay: lives until SIGTERM', async () => {
    await using app = await SampleContainer.start(engine, { image: 'faultline/exits' });
    await app.line(/^staying$/);
    await engine.stopContainer(app.id, { graceMs: 10_000 });
    expect((await app.exited()).exitCode).to.equal(0);
  });

  it('count-starts: finds its mark after a stop and a start', async () => {
    await using app = await SampleContainer.start(engine, { image: 'faultline/exits', spec: { command: ['count-starts'] } });
    await app.line(/^staying$/);
    await engine.stopContainer(app.id, { graceMs: 10_000 });
    await engine.startContainer(app.id);
    expect(await app.line(/^start 2/)).to.equal('start 2 with this file system');
  });
});
