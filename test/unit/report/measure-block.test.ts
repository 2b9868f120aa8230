import { expect } from 'chai';
import { renderMeasurement } from '../../../src/report/measure-block.ts';
import { renderVerdict } from '../../../src/report/verdict-block.ts';
import { markdown } from '../../../src/report/markdown.ts';
import { junit } from '../../../src/report/junit.ts';
import { measurement, measurementHistory } from './support/measurement.ts';
import { times } from './support/sample-history.ts';
import { failedCheck, sampleRun } from './support/sample-run.ts';

const style = { rate: '20/s', colour: false, columns: 100 };
const render = (run = measurement()) => renderMeasurement(run.result, run.analysis, style);

describe('renderMeasurement', () => {
  it('shows both streams side by side, with n and the deadline', () => {
    expect(render().split('\n').slice(0, 6)).to.deep.equal([
      'GET http://web.test/  20/s on each stream, measured 3 s, deadline 500 ms',
      '',
      '                new connections  keep-alive',
      '  availability  66.67% n=60      100% n=60',
      '  failed        20 (refused)     none',
      `  outages       1, 1 s ± 52 ms   none`.replace(/± \d+ ms/, /± \d+ ms/.exec(render())?.[0] ?? ''),
    ]);
  });

  it('says what the difference means', () => {
    expect(render()).to.contain('→ Nobody listened while established connections were still served');
  });

  it('tells when each outage was, also by the clock of other logs', () => {
    expect(render()).to.match(/^Outages\n {2}new {2}00:00:01\.900Z {2}1\.900s – 2\.900s {2}1 s ± .* {2}20 failed \(refused\)$/m);
  });

  it('ends with the verdict on what was expected, and has none when nothing was', () => {
    expect(render()).not.to.match(/PASSED|FAILED/);
    const text = render(measurement([{ ...failedCheck, of: 'measure', during: 'run' }]));
    expect(text).to.match(/^FAILED {2}the check failed\n {2}✗ availability {2}line 30$/m);
  });

  it('says what is not evidence, each reason once', () => {
    const history = measurementHistory();
    for (const [at, ms] of [
      [400, 30],
      [1400, 31],
    ] as const) {
      history.bucket(at, at + 1000, times(20, 'ok'), { load: 'measure', stream: 'keep-alive', spoiled: `slip p99 ${ms} ms` });
    }
    const text = render(sampleRun(history, []));
    expect(text).to.match(/^Not evidence\n {2}keep-alive: 2 s is not evidence.*\n {4}slip p99 31 ms$/m);
    expect(text)
      .to.contain('see below')
      .and.match(/the difference\s+may\s+be\s+smaller/);
  });

  it('says that it ended early', () => {
    expect(render(sampleRun(measurementHistory('interrupted'), []))).to.match(/^GET .* – ended early: interrupted$/m);
  });

  it('can be reported like a run, without what only runs have', () => {
    const run = measurement();
    for (const text of [renderVerdict(run.result, run.analysis, style), markdown.render(run), junit.render(run)]) {
      expect(text).to.contain('GET http');
      expect(text).not.to.match(/faultline run|seed|undefined|null|cause|chaos/);
    }
  });
});
