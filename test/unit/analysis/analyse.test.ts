import { expect } from 'chai';
import { analyse } from '../../../src/analysis/analyse.ts';
import { HistoryBuilder } from '../support/history-builder.ts';

describe('analyse', () => {
  it('tells the run, its windows and how it ended', () => {
    const analysis = new HistoryBuilder().ended().analyse();
    expect(analysis).to.include({ ended: 'completed', durationMs: 6000, startedAt: '2026-01-02T03:04:05.678Z' });
    expect(analysis.windows).to.deep.equal({
      steady: { fromMs: 0, untilMs: 1000 },
      chaos: { fromMs: 1000, untilMs: 5000 },
      recovery: { fromMs: 5000, untilMs: 6000 },
      run: { fromMs: 0, untilMs: 6000 },
    });
  });

  it('has no window for a phase that was never reached, and one to the last event for one that never ended', () => {
    const analysis = new HistoryBuilder()
      .phase('steady', 0, 1000)
      .add(1000, { type: 'phase', phase: 'chaos', state: 'started' })
      .log(1700, 'x')
      .analyse();
    expect(analysis.ended).to.equal('unknown');
    expect(analysis.windows).to.deep.equal({
      steady: { fromMs: 0, untilMs: 1000 },
      chaos: { fromMs: 1000, untilMs: 1700 },
      run: { fromMs: 0, untilMs: 1700 },
    });
  });

  it('knows where the event stream had a hole, but not where it was resumed without loss', () => {
    const analysis = new HistoryBuilder()
      .add(2000, { type: 'events-resumed', lostMs: 300, gap: true })
      .add(3000, { type: 'events-resumed', lostMs: 300, gap: false })
      .analyse();
    expect(analysis.gaps).to.deep.equal([{ fromMs: 1700, untilMs: 2000 }]);
  });

  it('tells of warnings and errors', () => {
    const analysis = new HistoryBuilder()
      .add(1, { type: 'warning', code: 'w', message: 'careful' })
      .add(2, { type: 'error', code: 'e', message: 'no', hint: 'yes' })
      .analyse();
    expect(analysis.warnings).to.deep.equal([{ code: 'w', message: 'careful', seq: 2 }]);
    expect(analysis.errors).to.deep.equal([{ code: 'e', message: 'no', hint: 'yes', seq: 3 }]);
  });

  it('takes the part that is asked about for every window while the run goes on', () => {
    const soFar = { fromMs: 2000, untilMs: 3000 };
    const analysis = analyse(new HistoryBuilder().load().events, { soFar });
    expect(Object.values(analysis.windows)).to.deep.equal([soFar, soFar, soFar, soFar]);
    expect(analysis.load['users']?.streams[0]?.requests.n).to.equal(100);
  });

  it('does not know of a recovery after which nothing was measured', () => {
    const recovery = (history: HistoryBuilder) => history.step(2000).analyse().recovery[0];
    expect(recovery(new HistoryBuilder().ended())).to.deep.equal({ step: 0, fault: 'kill', faultMs: 2000, measured: false });
    const cut = new HistoryBuilder().load(undefined, { untilMs: 1500 });
    expect(recovery(cut), 'the load ended before the fault').to.not.have.property('durationMs');
    expect(recovery(new HistoryBuilder().load().ended())).to.include({ measured: true, durationMs: 0 });
    const steady = new HistoryBuilder().ended().add(5500, { type: 'steady-state', moment: 'after', held: true, atMs: 5500 });
    expect(recovery(steady)).to.include({ measured: true, durationMs: 3500 });
  });

  it('refuses events that do not begin with the run', () => {
    expect(() => analyse([])).to.throw('run-started');
  });
});
