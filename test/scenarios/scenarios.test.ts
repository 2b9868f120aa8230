import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checks } from '../../src/checks/registry.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { RUN_LABEL } from '../../src/engine/labels.ts';
import { describeError } from '../../src/errors/describe-error.ts';
import { renderVerdict } from '../../src/report/verdict-block.ts';
import { exitCodeOfSuite } from '../../src/suite/exit-code.ts';
import type { ScenarioRun } from '../../src/suite/scenario-run.ts';
import { engineForTests } from '../support/engine-for-tests.ts';
import { exampleScenarios } from '../unit/docs/example-scenarios.ts';
import { ScenarioPool } from './scenario-pool.ts';

const root = join(import.meta.dirname, '../..');
const JOBS = Number(process.env['FAULTLINE_TEST_JOBS'] ?? '3');

const files = readdirSync(join(root, 'scenarios'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .toSorted();
const passing = files.filter((file) => !file.startsWith('meant-to-fail/'));
const failing = files.filter((file) => file.startsWith('meant-to-fail/'));
const examples = exampleScenarios(join(root, 'docs/tutorial.md'));

describe('scenarios', function () {
  this.timeout(180_000);
  let folder: string;
  let engine: Engine;
  let pool: ScenarioPool;

  before(async () => {
    engine = await engineForTests();
    folder = mkdtempSync(join(tmpdir(), 'faultline-tutorial-'));
    for (const { text, line } of examples) writeFileSync(examplePath(line), text);
    pool = await ScenarioPool.start(engine, [...files.map(scenarioPath), ...examples.map(({ line }) => examplePath(line))], JOBS);
  });

  after(async () => {
    await pool.stop();
    // Other tests use the engine at the same time: only what these runs made is looked at.
    const labels = (await pool.runIds()).map((id) => `${RUN_LABEL}=${id}`);
    const left = await Promise.all(labels.map(async (label) => engine.listContainers({ labels: [label] })));
    const networks = (await engine.listNetworks({ labels: {} })).filter(({ name }) =>
      labels.some((label) => name.includes(label.split('=')[1] ?? '')),
    );
    await pool.end();
    rmSync(folder, { recursive: true });
    expect(
      [...left.flat(), ...networks].map(({ name }) => name),
      'what the scenarios left on the engine',
    ).to.deep.equal([]);
  });

  for (const file of passing) {
    it(`${file} passes`, async () => {
      const runs = await pool.runsOf(scenarioPath(file));
      for (const run of runs) expect(run.result.verdict, textOf(run)).to.equal('passed');
      expect(exitCodeOfSuite([{ file, runs }], false), 'exit code').to.equal(0);
    });
  }

  for (const file of failing) {
    it(`${file} fails, and says why`, async () => {
      const runs = await pool.runsOf(scenarioPath(file));
      const pattern = /^# fails: (.+)$/m.exec(readFileSync(scenarioPath(file), 'utf8'))?.[1];
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
    const texts = failing.map((file) => readFileSync(scenarioPath(file), 'utf8'));
    const missing = checks.filter(({ name }) => !texts.some((text) => new RegExp(String.raw`^  - ${name}:`, 'm').test(text)));
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });

  for (const { line, verdict } of examples) {
    it(`docs/tutorial.md:${line} comes to the verdict ${verdict}`, async () => {
      const runs = await pool.runsOf(examplePath(line));
      for (const run of runs) expect(run.result.verdict, textOf(run)).to.equal(verdict);
    });
  }

  function examplePath(line: number): string {
    return join(folder, `line-${line}.yaml`);
  }
});

function scenarioPath(file: string): string {
  return join(root, 'scenarios', file);
}

function textOf({ result, analysis, error, leftovers }: ScenarioRun): string {
  const block = renderVerdict(result, analysis, { colour: false, columns: 120 });
  return [block, ...(error === undefined ? [] : [describeError(error)]), ...leftovers].join('\n');
}
