import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { attemptOf } from '../../src/testing/attempt-of.ts';
import { exampleScenarios } from '../unit/docs/example-scenarios.ts';
import { poolForTests, textOf } from './pool-for-tests.ts';

describe('the examples of docs/tutorial.md', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'faultline-tutorial-'));
  const examples = exampleScenarios(join(import.meta.dirname, '../../docs/tutorial.md')).map((example) => ({
    ...example,
    path: join(folder, `line-${example.line}.yaml`),
  }));
  for (const { path, text } of examples) writeFileSync(path, text);
  const pool = poolForTests(examples.map(({ path }) => path));
  after(() => rmSync(folder, { recursive: true }));

  for (const { line, verdict, path } of examples) {
    it(`line ${line} comes to the verdict ${verdict}`, async function () {
      for (const run of await pool.runsOf(path, attemptOf(this.test))) expect(run.result.verdict, textOf(run)).to.equal(verdict);
    });
  }
});
