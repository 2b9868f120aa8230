import { expect } from 'chai';
import { suiteRows } from '../../../src/report/suite-rows.ts';
import { buildUnstartedRun } from '../../../src/report/suite-result.ts';
import { toldRun } from './support/told-run.ts';

describe('suiteRows', () => {
  it('puts failed runs first, then the inconclusive ones, then by name', () => {
    const rows = suiteRows(
      [
        { entry: toldRun({ name: 'b' }) },
        { entry: toldRun({ name: 'a' }) },
        { entry: buildUnstartedRun({ file: 'broken.yaml' }, { code: 'ERR_SCENARIO_INVALID', message: 'no name' }) },
        { entry: toldRun({ name: 'c', verdict: 'failed' }) },
      ],
      'suite.html',
    );
    expect(rows.map(({ name, verdict }) => [name, verdict])).to.deep.equal([
      ['c', 'failed'],
      ['broken.yaml', 'inconclusive'],
      ['a', 'passed'],
      ['b', 'passed'],
    ]);
    expect(rows[0]).to.include({ checks: 1, unmet: 1, why: '7 of 20 requests were not answered as expected within 500 ms.' });
    expect(rows[1]).to.include({ checks: 0, why: 'did not run: no name' });
    expect(rows[2]).to.include({ unmet: 0, why: '' });
  });

  it('links to reports from where the page is, with what means something in an address escaped', () => {
    const link = (directory: string, page: string) => suiteRows([{ entry: toldRun(), directory }], page)[0]?.link;
    expect(link('reports/r1', 'reports/suite.html')).to.equal('r1/report.html');
    expect(link('/x/a/r 1#?', '/x/pages/suite.html')).to.equal('../a/r%201%23%3F/report.html');
    expect(link('/x/javascript:alert(1)', '/x/suite.html')).to.equal('javascript%3Aalert(1)/report.html');
    expect(link('reports', 'reports/suite.html')).to.equal('report.html');
  });

  it('has the worst figures of a run, and none that were not measured', () => {
    const [row] = suiteRows([{ entry: toldRun({ outagesMs: [300, 700], recoveryMs: null }) }], 'suite.html');
    expect(row?.availability).to.deep.equal({ load: 'users', share: 0.98, n: 10_000, failed: 200 });
    expect(row?.longestOutage).to.deep.equal({ durationMs: 700, open: false });
    expect(row?.recoveryMs).to.equal(Infinity);
    expect(row?.picture?.outages).to.have.length(2);
    expect(row?.picture?.faultsMs).to.deep.equal([2101]);
    const [still] = suiteRows([{ entry: { ...toldRun(), load: {} } }], 'suite.html');
    expect(still).not.to.have.any.keys('availability', 'longestOutage', 'recoveryMs', 'picture');
  });
});
