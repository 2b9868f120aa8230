import { relative } from 'node:path';
import { expect } from 'chai';
import { exitCodeOfSuite } from '../../src/suite/exit-code.ts';
import { poolForTests, textOf } from './pool-for-tests.ts';
import { groups, scenarioFiles } from './scenario-files.ts';

/** Makes a test of every scenario of a group: it must pass. */
export function describePassing(group: Exclude<keyof typeof groups, 'failing'>): void {
  describe(`scenarios about ${group}`, function () {
    this.timeout(300_000);
    const files = scenarioFiles(group);
    const pool = poolForTests(() => files);

    for (const file of files) {
      it(`${relative(process.cwd(), file)} passes`, async () => {
        const runs = await pool.runsOf(file);
        for (const run of runs) expect(run.result.verdict, textOf(run)).to.equal('passed');
        expect(exitCodeOfSuite([{ file, runs }], false), 'exit code').to.equal(0);
      });
    }
  });
}
