import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Engine } from '../../src/engine/engine.ts';
import { checks } from '../../src/checks/registry.ts';
import { describeError } from '../../src/errors/describe-error.ts';
import { renderVerdict } from '../../src/report/verdict-block.ts';
import { exitCodeOfSuite } from '../../src/suite/exit-code.ts';
import type { ScenarioRun } from '../../src/suite/scenario-run.ts';
import { engineForTests, inventory } from '../support/engine-for-tests.ts';
import { ScenarioPool } from './scenario-pool.ts';

const folder = join(import.meta.dirname, '../../scenarios');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .toSorted();
const isMeantToFail = (file: string) => file.startsWith('meant-to-fail/');
const JOBS = Number(process.env['FAULTLINE_TEST_JOBS'] ?? '3');

describe('scenarios', function () {
  this.timeout(120_000);
  let engine: Engine;
  let onEngine: readonly string[];
  let pool: ScenarioPool;

  before(async () => {
    engine = await engineForTests();
    onEngine = await inventory(engine);
    pool = await ScenarioPool.start(
      engine,
      files.map((file) => join(folder, file)),
      JOBS,
    );
  });

  after(async () => {
    await pool.end();
    expect(await inventory(engine), 'what is on the engine after the scenarios').to.deep.equal(onEngine);
  });

  for (const file of files.filter((one) => !isMeantToFail(one))) {
    it(`${file} passes`, async () => {
      const runs = await pool.runsOf(join(folder, file));
      for (const run of runs) expect(run.result.verdict, textOf(run)).to.equal('passed');
      expect(exitCodeOfSuite([{ file, runs }], false), 'exit code').to.equal(0);
    });
  }

  for (const file of files.filter(isMeantToFail)) {
    it(`${file} fails, and says why`, async () => {
      const runs = await pool.runsOf(join(folder, file));
      const pattern = /^# fails: (.+)$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1];
      expect(pattern, 'its line `# fails:`').to.be.a('string');
      for (const run of runs) {
        expect(run.result.verdict, textOf(run)).to.equal('failed');
        const failed = run.result.checks.filter(({ verdict }) => verdict === 'failed').map(({ message }) => message);
        expect(failed.join('\n'), textOf(run)).to.match(new RegExp(pattern ?? '', 'm'));
      }
      expect(exitCodeOfSuite([{ file, runs }], false), 'exit code').to.equal(1);
    });
  }

  it('there is one that is meant to fail for each kind of check', () => {
    const texts = files.filter(isMeantToFail).map((file) => readFileSync(join(folder, file), 'utf8'));
    const missing = checks.filter(({ name }) => !texts.some((text) => new RegExp(String.raw`^  - ${name}:`, 'm').test(text)));
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });
});

function textOf({ result, analysis, error, leftovers }: ScenarioRun): string {
  const block = renderVerdict(result, analysis, { colour: false, columns: 120 });
  return [block, ...(error === undefined ? [] : [describeError(error)]), ...leftovers].join('\n');
}
