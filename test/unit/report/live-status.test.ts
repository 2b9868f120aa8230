import { expect } from 'chai';
import fc from 'fast-check';
import { LiveStatus } from '../../../src/report/live-status.ts';
import { textWidth } from '../../../src/report/text-width.ts';
import { SampleHistory, times } from './support/sample-history.ts';
import { hostile } from './support/hostile.ts';

const plan = {
  steps: [
    { step: 0, label: 'kill web', trigger: { kind: 'at', atMs: 500 }, occurrences: [{ offsetMs: 0, pickSeed: 'a' }] },
    { step: 1, label: 'pause db', trigger: { kind: 'after', afterMs: 1000 }, occurrences: [{ offsetMs: 0, pickSeed: 'b' }] },
    { step: 2, label: 'wait for web', trigger: { kind: 'when' }, occurrences: [{ offsetMs: 0, pickSeed: 'c' }] },
    {
      step: 3,
      label: 'kill all',
      trigger: { kind: 'every', everyMs: 100 },
      occurrences: [
        { offsetMs: 0, pickSeed: 'd' },
        { offsetMs: 120, pickSeed: 'e' },
      ],
    },
  ],
};

function statusAfter(history: SampleHistory): LiveStatus {
  const status = new LiveStatus();
  for (const event of history.events) status.onEvent(event);
  return status;
}

describe('LiveStatus', () => {
  it('says something before anything happened', () => {
    expect(new LiveStatus().text(0, 80)).to.equal('starting · 0 ms');
  });

  it('shows phase, time, availability so far, failures and rate of the primary stream', () => {
    const history = new SampleHistory().phase(0, 'chaos', 'started');
    history.add(1, { type: 'load-started', load: 'users', url: 'u', ratePerSecond: 20, timeoutMs: 1, streams: ['keep-alive', 'new'] });
    history.bucket(0, 1000, [...times(15, 'ok'), ...times(5, 'refused')], { stream: 'keep-alive' }).bucket(0, 1000, times(20, 'refused'));
    expect(statusAfter(history).text(1234, 80)).to.equal('chaos · 1.2 s · users 75% · 5 of 20 failed · 20 req/s');
  });

  it('knows the rate of a load that has nothing to send in most seconds', () => {
    const history = new SampleHistory();
    for (const fromMs of [0, 10_000, 20_000]) history.bucket(fromMs, fromMs + 1000, ['ok']);
    expect(statusAfter(history).text(21_000, 80)).to.contain('6 req/m');
  });

  it('lets the load that suffers most speak', () => {
    const history = new SampleHistory()
      .bucket(0, 1000, times(10, 'ok'), { load: 'fine' })
      .bucket(0, 1000, times(10, 'reset'), { load: 'poor' });
    expect(statusAfter(history).text(0, 80)).to.contain('poor 0%').and.to.contain('20 req/s').and.not.to.contain('fine');
  });

  it('knows the next step, and when it is due where anybody can know', () => {
    const history = new SampleHistory().add(0, { type: 'plan', plan }).phase(1000, 'chaos', 'started');
    const next = () => /next: (.*)/.exec(statusAfter(history).text(1000, 120))?.[1];
    expect(next()).to.equal('kill web in 500 ms');
    history.fault(1500, 'kill web', 'kill', ['web.1'], 0);
    expect(next()).to.equal('pause db in 1.6 s');
    history.fault(2600, 'pause db', 'pause', ['db.1'], 1);
    expect(next()).to.equal('wait for web');
    history.fault(2700, 'wait for web', 'wait', [], 2);
    expect(next()).to.equal('kill all');
    history.fault(3000, 'kill all', 'kill', ['web.1'], 3);
    expect(next()).to.equal('kill all in 2.2 s');
    history.fault(3120, 'kill all', 'kill', ['web.1'], 3, 1);
    expect(next()).to.equal(undefined);
  });

  it('does without a plan that it cannot read', () => {
    expect(statusAfter(new SampleHistory().add(0, { type: 'plan', plan: { steps: 'later' } })).text(0, 80)).to.equal('starting · 0 ms');
  });

  it('never takes more columns than there are, nor more than a line', () => {
    const history = new SampleHistory().phase(0, 'chaos', 'started').bucket(0, 1000, ['refused'], { load: hostile });
    const status = statusAfter(history);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (columns) => {
        const text = status.text(99_999, columns);
        expect(textWidth(text)).to.be.at.most(columns);
        expect(text).to.match(/^[^\p{Cc}\u202e]*$/u);
      }),
    );
  });
});
