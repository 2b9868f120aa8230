import { expect } from 'chai';
import { renderSuiteSummary } from '../../../src/report/suite-summary.ts';
import { buildSuiteResult, buildUnstartedRun, suiteResultSchema } from '../../../src/report/suite-result.ts';
import { hostile } from './support/hostile.ts';
import { failedCheck, inconclusiveCheck, killHistory, passedCheck, sampleRun } from './support/sample-run.ts';

let scenarios = 0;
/** A run of a scenario of its own: those of one and the same are also told together. */
const run = (...checks: Parameters<typeof sampleRun>[1]) => {
  const { result } = sampleRun(killHistory(), checks);
  scenarios += 1;
  return { ...result, scenario: { ...result.scenario, sha256: `${scenarios}` } };
};
const unstarted = buildUnstartedRun({ file: 'bad.yaml' }, { code: 'ERR_SCENARIO_INVALID', message: 'No name.', hint: undefined });
const style = { colour: false, columns: 100 };

describe('renderSuiteSummary', () => {
  it('lists failed runs first, says why, and counts', () => {
    const text = renderSuiteSummary([run(passedCheck), unstarted, run(passedCheck, failedCheck), run(inconclusiveCheck)], style);
    expect(text.split('\n')).to.deep.equal([
      '',
      `✗ failed        Web survives a kill  5.1 s  1 of 2 checks failed: ${failedCheck.message}`,
      '? inconclusive  bad.yaml                    did not run: No name. [ERR_SCENARIO_INVALID]',
      `? inconclusive  Web survives a kill  5.1 s  the check is inconclusive: ${inconclusiveCheck.message}`,
      '✓ passed        Web survives a kill  5.1 s  the check passed',
      '',
      'FAILED  4 runs: 1 failed, 2 inconclusive, 1 passed',
      '',
    ]);
  });

  it('says so when nothing ran', () => {
    expect(renderSuiteSummary([], style)).to.contain('nothing ran');
  });

  it('keeps hostile names on their lines, and long ones short', () => {
    const odd = { ...run(failedCheck), scenario: { ...run().scenario, name: `${hostile}${'x'.repeat(500)}` } };
    const text = renderSuiteSummary([odd, buildUnstartedRun({ file: hostile }, { code: 'ERR_X', message: hostile })], style);
    expect(text).not.to.match(/[^\P{Cc}\n]|\u202e|x{60}/u);
    expect(text.split('\n')).to.have.length(6);
  });
});

describe('buildSuiteResult', () => {
  it('is as bad as its worst run', () => {
    expect(buildSuiteResult([run(passedCheck), unstarted]).verdict).to.equal('inconclusive');
    expect(buildSuiteResult([run(failedCheck), unstarted]).verdict).to.equal('failed');
    expect(buildSuiteResult([run(passedCheck)]).verdict).to.equal('passed');
  });

  it('is what its schema says', () => {
    const suite = buildSuiteResult([run(passedCheck), unstarted]);
    expect(suiteResultSchema.parse(suite)).to.deep.equal(suite);
    expect(unstarted).not.to.have.nested.property('error.hint');
  });
});
