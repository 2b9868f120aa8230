import { describeScenario } from '../../src/testing/describe-scenario.ts';
import { poolForTests } from './pool-for-tests.ts';
import { chosenFiles, type groups } from './scenario-files.ts';

/** Makes a suite of every scenario of a group, as `mocha --require faultline/mocha` does: what it expects must hold. They run in a pool, to be done sooner. */
export function describePassing(group: Exclude<keyof typeof groups, 'failing'>): void {
  describe(`scenarios about ${group}`, function () {
    this.timeout(300_000);
    const files = chosenFiles(group);
    const pool = poolForTests(files);

    for (const file of files) describeScenario(file, async (attempt) => pool.runsOf(file, attempt));
  });
}
