import { expect } from 'chai';
import { repeatsOf } from '../../../src/report/repeats.ts';
import { renderRepeats } from '../../../src/report/repeats-text.ts';
import type { RunResult } from '../../../src/report/run-result.ts';
import { renderSuiteSummary } from '../../../src/report/suite-summary.ts';
import { buildSuiteResult, suiteResultSchema } from '../../../src/report/suite-result.ts';
import { failedCheck, killHistory, passedCheck, sampleRun } from './support/sample-run.ts';

/** A run in which `users` was away for so long. */
function runWith(awayMs: number, verdict: 'passed' | 'failed' = 'passed'): RunResult {
  const { result } = sampleRun(killHistory(), [verdict === 'passed' ? passedCheck : failedCheck]);
  const users = result.load['users'];
  if (users === undefined) throw new Error('the sample has a load');
  const outage = users.outages[0];
  if (outage === undefined) throw new Error('the sample has an outage');
  const outages = awayMs === 0 ? [] : [{ ...outage, durationMs: awayMs }];
  return { ...result, load: { users: { ...users, availability: 1 - awayMs / 10_000, outages, streams: {} } } };
}

describe('repeatsOf', () => {
  it('takes the runs of one scenario together: each run is one value', () => {
    const [repeats, ...others] = repeatsOf([200, 100, 0].map((awayMs) => runWith(awayMs, awayMs === 200 ? 'failed' : 'passed')));
    expect(others).to.deep.equal([]);
    expect(repeats).to.deep.include({ runs: 3, verdicts: { failed: 1, passed: 2 } });
    const users = repeats?.load['users'];
    expect(users?.during).to.equal('run');
    expect(users?.availability).to.deep.equal({
      values: [0.98, 0.99, 1],
      median: 0.99,
      low: 0.98,
      high: 1,
      confidence: 0.75,
      enough: false,
    });
    expect(users?.longestOutageMs?.values).to.deep.equal([200, 100, 0]);
    expect(users?.outages?.values).to.deep.equal([1, 1, 0]);
  });

  it('has nothing to say about a single run, and keeps scenarios and measurements apart', () => {
    const other = { ...runWith(0), scenario: { name: 'Other', file: 'other.yaml', sha256: 'f00' } };
    const measured = { ...runWith(0), scenario: { name: 'http://x/', file: '', sha256: '' } };
    expect(repeatsOf([runWith(0), other, measured, measured])).to.deep.equal([]);
  });

  it('is part of the document of a suite', () => {
    const suite = buildSuiteResult([runWith(0), runWith(100)]);
    expect(suiteResultSchema.parse(suite)).to.deep.equal(suite);
    expect(suite.repeats).to.have.length(1);
  });
});

describe('renderRepeats', () => {
  it('says how sure the median is, and when the runs are too few to tell', () => {
    const text = renderSuiteSummary([runWith(100), runWith(200)], { colour: false, columns: 100 });
    expect(text)
      .to.contain('Web survives a kill  2 runs together')
      .and.to.match(/availability of users \(run\) +98\.5% +98% – 99% \(50 % sure\) +99%, 98%/)
      .and.to.match(/longest outage of users +150 ms +100 ms – 200 ms \(50 % sure\)/)
      .and.to.contain('2 runs are too few to tell');
  });

  it('needs no excuse with six runs', () => {
    const [repeats] = repeatsOf([1, 2, 3, 4, 5, 6].map((tenth) => runWith(tenth * 100)));
    const text = repeats === undefined ? '' : renderRepeats(repeats, { colour: false }).join('\n');
    expect(text).to.match(/longest outage of users +350 ms +100 ms – 600 ms \(96 % sure\)/);
    expect(text).not.to.contain('too few');
  });
});
