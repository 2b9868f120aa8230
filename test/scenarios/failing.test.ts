import { readFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { expect } from 'chai';
import { checks } from '../../src/checks/registry.ts';
import { exitCodeOfSuite } from '../../src/suite/exit-code.ts';
import { attemptOf } from '../../src/testing/attempt-of.ts';
import { poolForTests, textOf } from './pool-for-tests.ts';
import { chosenFiles, groups, scenarioFiles, scenarioFolders, tagsOf } from './scenario-files.ts';

describe('scenarios that are meant to fail', function () {
  this.timeout(300_000);
  const files = chosenFiles('failing');
  const pool = poolForTests(files);

  for (const file of files) {
    it(`${relative(process.cwd(), file)} fails, and says why`, async function () {
      const runs = await pool.runsOf(file, attemptOf(this.test));
      const pattern = /^# fails: (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
      expect(pattern, 'its line `# fails:`').to.be.a('string');
      for (const run of runs) {
        expect(run.result.verdict, textOf(run)).to.equal('failed');
        const failed = run.result.checks.filter(({ verdict }) => verdict === 'failed').map(({ message }) => message);
        expect(failed.join('\n'), textOf(run)).to.match(new RegExp(pattern ?? '', 'm'));
      }
      expect(exitCodeOfSuite([{ file, runs }], false), 'exit code').to.equal(1);
    });
  }

  it('there is one for each kind of check', () => {
    const texts = scenarioFiles('failing').map((file) => readFileSync(file, 'utf8'));
    const missing = checks.filter(({ name }) => !texts.some((text) => new RegExp(String.raw`^  - ${name}:`, 'm').test(text)));
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });

  it('every folder of scenarios is tested', () => {
    expect(scenarioFolders()).to.have.members(Object.values(groups).flat());
  });

  it('every folder of scenarios has some that `npm test` runs at a desk', () => {
    const smoke = (Object.keys(groups) as (keyof typeof groups)[])
      .flatMap((group) => scenarioFiles(group))
      .filter((file) => tagsOf(file).includes('smoke'));
    expect(new Set(smoke.map((file) => basename(dirname(file))))).to.deep.equal(new Set(scenarioFolders()));
  });
});
