import { expect } from 'chai';
import { FaultlineError } from '../../../src/errors/faultline-error.ts';
import type { Verdict } from '../../../src/checks/verdict.ts';
import { exitCodeOfError, exitCodeOfSuite } from '../../../src/suite/exit-code.ts';
import type { FileOutcome } from '../../../src/suite/run-suite.ts';

const run = (verdict: Verdict, more: { error?: unknown; leftovers?: string[] } = {}) =>
  ({ file: 'x.yaml', runs: [{ result: { verdict }, analysis: {}, directory: '', leftovers: [], ...more }] }) as unknown as FileOutcome;

describe('exit codes', () => {
  it('follow the verdicts: the worst wins', () => {
    expect(exitCodeOfSuite([run('passed'), run('passed')], false)).to.equal(0);
    expect(exitCodeOfSuite([run('passed'), run('inconclusive')], false)).to.equal(4);
    expect(exitCodeOfSuite([run('inconclusive'), run('failed')], false)).to.equal(1);
  });

  it('are 130 after an interruption, whatever else happened', () => {
    expect(exitCodeOfSuite([run('failed')], true)).to.equal(130);
  });

  it('are 3 when the engine went away, 4 when something is left behind', () => {
    const gone = new FaultlineError('ERR_ENGINE_UNREACHABLE', 'gone');
    expect(exitCodeOfSuite([run('inconclusive', { error: gone })], false)).to.equal(3);
    expect(exitCodeOfSuite([{ file: 'x', runs: [], error: gone }], false)).to.equal(3);
    for (const verdict of ['passed', 'failed', 'inconclusive'] as const) {
      expect(exitCodeOfSuite([run(verdict, { leftovers: ['web.1'] })], false)).to.equal(4);
      expect(exitCodeOfSuite([run('failed'), run(verdict, { error: gone, leftovers: ['web.1'] })], false)).to.equal(4);
    }
  });

  it('are 2 when a file could not even begin', () => {
    expect(exitCodeOfSuite([run('passed'), { file: 'x', runs: [], error: new FaultlineError('ERR_OUTPUT', '') }], false)).to.equal(2);
  });

  it('tell the kinds of error apart', () => {
    expect(exitCodeOfError(new FaultlineError('ERR_SCENARIO_INVALID', ''))).to.equal(2);
    expect(exitCodeOfError(new FaultlineError('ERR_CAPABILITY_MISSING', ''))).to.equal(3);
    expect(exitCodeOfError(new FaultlineError('ERR_SUBJECT_FAILED', ''))).to.equal(4);
    expect(exitCodeOfError(new TypeError('bug'))).to.equal(4);
  });
});
