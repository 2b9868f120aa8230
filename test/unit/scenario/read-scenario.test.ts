import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import { defineScenario } from '../../../src/suite/define-scenario.ts';
import { parseScenarioObject } from '../../../src/scenario/parse-scenario.ts';
import { formatProblem } from '../../../src/scenario/problem/format-problem.ts';
import { readScenario, readScenarioFile } from '../../../src/scenario/read-scenario.ts';
import { definitions } from './definitions-for-tests.ts';

describe('readScenario', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function file(name: string, content: string | Uint8Array): Promise<string> {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }

  it('resolves a build context from the folder of the file', async () => {
    const { scenario } = await readScenario(await file('a.yaml', 'name: x\ncontainers: { web: { build: ./app } }\n'), definitions);
    expect(scenario.subjects['web']).to.have.nested.property('spec.build.context', join(folder, 'app'));
  });

  it('throws every problem of a file at once', async () => {
    const path = await file('b.yaml', 'nam: x\ncontainers: { web: { image: 5 } }\n');
    const error: unknown = await readScenario(path, definitions).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(FaultlineError).and.include({ code: 'ERR_SCENARIO_INVALID' });
    expect((error as FaultlineError).message)
      .to.include('has 2 problems')
      .and.include(':1:1  unknown key `nam`')
      .and.include(':2:29');
  });

  it('refuses what is not there and what is not text', async () => {
    const missing: unknown = await readScenario(join(folder, 'none.yaml'), definitions).catch((thrown: unknown) => thrown);
    expect(missing).to.include({ code: 'ERR_USAGE' });
    const { problems } = await readScenarioFile(await file('c.yaml', new Uint8Array([0x6e, 0xff, 0xfe])), definitions);
    expect(problems.map(({ message }) => message)).to.deep.equal(['the file is not text in UTF-8']);
  });

  it('loads a module whose default export is a scenario', async () => {
    const { scenario } = await readScenario(
      await file('d.mjs', "export default { name: 'from a module', containers: { web: { image: 'i', command: undefined } } };"),
      definitions,
    );
    expect(scenario.name).to.equal('from a module');
  });

  it('explains a module that cannot be a scenario', async () => {
    const messages = async (path: string) => (await readScenarioFile(path, definitions)).problems.map(({ message }) => message).join();
    expect(await messages(await file('e.mjs', 'export const name = 1;'))).to.equal('the module has no default export');
    expect(await messages(await file('f.mjs', "throw new Error('on purpose');"))).to.include('cannot be loaded: on purpose');
  });
});

describe('defineScenario', () => {
  it('goes through the same validation, with paths for places', () => {
    const object = defineScenario({
      name: 'x',
      containers: { web: { image: 'i', stop_signal: 'SIGTREM' } },
      timeline: [
        { at: '0s', kill: 'wbe' },
        { after: '1s', pause: { of: 'web', for: '3' } },
      ],
    });
    const { problems } = parseScenarioObject(object, { file: 'x.ts', definitions, sha256: '' });
    expect(problems.map(formatProblem)).to.have.members([
      'x.ts  containers.web.stop_signal: unknown signal `SIGTREM`\n   fix: did you mean `SIGTERM`?',
      'x.ts  timeline[0].kill.of: unknown subject `wbe`\n   fix: did you mean `web`?',
      'x.ts  timeline[1].pause.for: `3` has no unit\n   fix: write `3s` or `3ms`',
    ]);
  });

  it('interpolates nothing', () => {
    const { scenario } = parseScenarioObject(defineScenario({ name: 'costs $5', attach: { a: { container: 'x' } } }), {
      file: 'x.ts',
      definitions,
      sha256: '',
    });
    expect(scenario?.name).to.equal('costs $5');
  });
});
