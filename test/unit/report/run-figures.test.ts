import { expect } from 'chai';
import { commonWindow, runFigures } from '../../../src/report/run-figures.ts';
import { toldRun } from './support/told-run.ts';

describe('runFigures', () => {
  it('tells outages, recovery, restarts and rollouts of a run', () => {
    const figures = runFigures(toldRun({ outagesMs: [300, 700], recoveryMs: 1200, rollout: { maxDown: 1, durationMs: 4000 } }));
    expect(figures).to.deep.include({ recoveryMs: 1200, restarts: 1, tasksDown: 1, rolloutMs: 4000 });
    expect(figures.load['users']).to.include({ outages: 2, longestOutageMs: 700, outageMs: 1000, open: false, spoiled: false });
    expect(figures.load['users']?.chaos?.availability).to.be.closeTo(0.98, 1e-9);
  });

  it('knows nothing of what was not measured', () => {
    const figures = runFigures(toldRun());
    expect(figures).not.to.have.any.keys('recoveryMs', 'tasksDown', 'rolloutMs');
    expect(figures.load['users']).to.include({ outages: 0, longestOutageMs: 0, outageMs: 0 });
    const run = toldRun({ recoveryMs: 100 });
    expect(runFigures({ ...run, recovery: run.recovery.map((one) => ({ ...one, measured: false })) })).not.to.have.property('recoveryMs');
  });

  it('takes what never came back, or never ended, for longer than anything', () => {
    const figures = runFigures(toldRun({ recoveryMs: null, rollout: { maxDown: 2, durationMs: null } }));
    expect(figures).to.include({ recoveryMs: Infinity, rolloutMs: Infinity });
  });

  it('says when an outage lies where faultline spoiled the measurement', () => {
    expect(runFigures(toldRun({ outagesMs: [300], spoiled: true })).load['users']?.spoiled).to.equal(true);
    expect(runFigures(toldRun({ outagesMs: [], spoiled: true })).load['users']?.spoiled).to.equal(false);
  });
});

describe('commonWindow', () => {
  it('is the chaos when all runs have one, else the whole run', () => {
    const users = runFigures(toldRun()).load['users'];
    if (users === undefined) throw new Error('there is a load');
    const { chaos: _, ...without } = users;
    expect(commonWindow([users, users])).to.equal('chaos');
    expect(commonWindow([users, without])).to.equal('run');
  });
});
