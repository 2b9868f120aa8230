import { expect } from 'chai';
import { trendsOf } from '../../../src/report/trend.ts';
import { toldRun } from './support/told-run.ts';

describe('trendsOf', () => {
  const at = (day: number, told: Parameters<typeof toldRun>[0] = {}) => ({
    entry: toldRun({ id: `r${day}`, startedAt: `2026-01-0${day}T00:00:00.000Z`, ...told }),
    directory: `/x/r${day}`,
  });

  it('has the runs of each scenario by time, with links', () => {
    const trends = trendsOf([at(3), at(1), at(2, { name: 'Another' })], '/x/trend.html');
    expect(trends.map(({ name, points }) => [name, points.map(({ row }) => row.link)])).to.deep.equal([
      ['Another', ['r2/report.html']],
      ['Web survives a kill', ['r1/report.html', 'r3/report.html']],
    ]);
  });

  it('marks what changed from one run to the next, and only there', () => {
    const [trend] = trendsOf(
      [at(1), at(2, { imageId: 'sha256:2' }), at(3, { imageId: 'sha256:2' }), at(4, { engineVersion: '25' })],
      '/x/trend.html',
    );
    const changes = trend?.points.map((point) => point.changes.map(({ what }) => what));
    expect(changes).to.deep.equal([[], ['images of web'], [], ['engine', 'images of web']]);
  });
});
