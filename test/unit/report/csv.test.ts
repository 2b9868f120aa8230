import { expect } from 'chai';
import { csv } from '../../../src/report/csv.ts';
import { hostile } from './support/hostile.ts';
import { parseCsv } from './support/parse-csv.ts';
import { SampleHistory, times } from './support/sample-history.ts';
import { killRun, sampleRun } from './support/sample-run.ts';

const table = (text: string) => {
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(head.map((name, column) => [name, row[column]] as const)));
};

describe('csv', () => {
  it('has a row for each second, load and stream, in order of time', () => {
    const rows = table(csv.render(killRun()));
    expect(rows.map(({ second, stream, phase }) => [second, stream, phase])).to.deep.equal([
      ['1', 'new', 'steady'],
      ['1', 'keep-alive', 'steady'],
      ['2', 'new', 'chaos'],
      ['2', 'keep-alive', 'chaos'],
      ['3', 'new', 'recovery'],
      ['3', 'keep-alive', 'recovery'],
      ['4', 'new', 'recovery'],
      ['4', 'keep-alive', 'recovery'],
    ]);
    expect(rows[2]).to.include({
      time: '2026-01-01T00:00:02.000Z',
      load: 'users',
      due: '20',
      ok: '13',
      failed: '7',
      refused: '7',
      reset: '0',
    });
    expect(rows[2]).to.include({ p50_ms: '2', p99_ms: '2', max_ms: '2', spoiled: '', versions: '', exact: 'yes' });
  });

  it('counts what the harness did not send, says why a second is no evidence, and leaves a figure empty that does not exist', () => {
    const history = new SampleHistory().start();
    history.add(0, { type: 'load-started', load: 'users', url: 'u', ratePerSecond: 4, timeoutMs: 500, streams: ['new'] });
    history.bucket(0, 1000, ['unsent', 'refused', 'unsent', 'refused'], { spoiled: 'The CPU was taken, "wholly".' });
    const [row, ...more] = table(csv.render(sampleRun(history, [])));
    expect(more).to.deep.equal([]);
    expect(row).to.include({ due: '4', failed: '2', unsent: '2', refused: '2', p50_ms: '', spoiled: 'The CPU was taken, "wholly".' });
  });

  it('gives a spreadsheet nothing to compute, whatever the names are', () => {
    for (const name of ['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\uff1d1', hostile]) {
      const history = new SampleHistory().start();
      history.add(0, { type: 'load-started', load: name, url: 'u', ratePerSecond: 4, timeoutMs: 500, streams: ['new'] });
      history.bucket(0, 1000, times(4, 'ok'), { load: name, spoiled: name });
      const text = csv.render(sampleRun(history, []));
      const [row, ...more] = table(text);
      expect(more).to.deep.equal([]);
      expect(row?.['load']).not.to.match(/^\s*[=+\-@\uff1d]/u);
      expect(row?.['due']).to.equal('4');
      expect(text.replaceAll('\r\n', '')).to.match(/^[^\p{Cc}\u202e]*$/u);
    }
  });

  it('is a head alone for a run without a load', () => {
    expect(parseCsv(csv.render(sampleRun(new SampleHistory().start(), [])))).to.have.length(1);
  });
});
