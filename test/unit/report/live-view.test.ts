import { expect } from 'chai';
import fc from 'fast-check';
import { createColours } from '../../../src/report/colours.ts';
import { LiveView } from '../../../src/report/live-view.ts';
import { textWidth } from '../../../src/report/text-width.ts';
import { ServiceStory } from '../analysis/support/service-story.ts';
import type { HistoryEvent } from '../../../src/history/history-event.ts';
import { SampleHistory, times } from './support/sample-history.ts';
import { hostile } from './support/hostile.ts';

const trigger = { occurrences: [{ offsetMs: 0, pickSeed: 'a' }] };
const plan = {
  scenario: { steady: { forMs: 2000, expect: [] } },
  steps: [
    { step: 0, label: 'kill web', trigger: { kind: 'at', atMs: 500 }, ...trigger },
    { step: 1, label: 'pause db', trigger: { kind: 'after', afterMs: 1000 }, fault: { forMs: 3000 }, ...trigger },
    { step: 2, label: 'wait for web', trigger: { kind: 'when' }, ...trigger },
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

function viewAfter(history: { readonly events: readonly HistoryEvent[] }): LiveView {
  const view = new LiveView('web.yaml');
  for (const event of history.events) view.onEvent(event);
  return view;
}

const colours = createColours(false);
const lines = (history: SampleHistory | ServiceStory, nowMs: number, columns = 79, rows = 23) =>
  viewAfter(history).lines(nowMs, { columns, rows, colours });
/** What stands behind a label. */
const behind = (label: string, history: SampleHistory | ServiceStory, nowMs = 0) =>
  lines(history, nowMs, 200)
    .find((line) => line.startsWith(`  ${label} `))
    ?.slice(label.length + 2)
    .trim();

describe('LiveView', () => {
  it('says something before anything happened', () => {
    expect(lines(new SampleHistory(), 0)).to.deep.equal(['web.yaml', '  phase  starting · 0 ms']);
    expect(new LiveView('web.yaml').line(0, 80)).to.equal('web.yaml · starting · 0 ms');
  });

  it('shows phase, time of what is expected, each load, each subject and the next step', () => {
    const history = new SampleHistory().start().add(0, { type: 'plan', plan }).phase(10, 'setup', 'started').container(100, 'web.1');
    history.container(100, 'db.1', 'db').engine(200, 'db.1', 'health_status', 1, { health: 'healthy' }, 'db');
    history.add(900, { type: 'load-started', load: 'users', url: 'u', ratePerSecond: 20, timeoutMs: 1, streams: ['new', 'keep-alive'] });
    history.phase(1000, 'steady', 'started').phase(3000, 'chaos', 'started').engine(3100, 'web.1', 'die', 1, { exitCode: 137 });
    history
      .bucket(3000, 4000, [...times(15, 'ok'), ...times(5, 'refused')])
      .bucket(3000, 4000, times(20, 'refused'), { stream: 'keep-alive' });
    expect(lines(history, 4234)).to.deep.equal([
      'Web survives a kill',
      '  phase  chaos  ━━━━━━━━──────────── 4.2 s of at least 10 s',
      '  users  75% · 5 of 20 failed · 20 req/s · failing for 484 ms (refused)',
      '  web    exited 137',
      '  db     healthy',
      '  next   kill web, due',
    ]);
    expect(viewAfter(history).line(4234, 100)).to.equal(
      'Web survives a kill · chaos · 4.2 s · users 75% 5 of 20 failed · next: kill web, due',
    );
  });

  it('knows how a service is', () => {
    const story = new ServiceStory().service(0, 4).runs(100, 'web.1/a').runs(100, 'web.2/a').rollout(200, 'updating');
    story.task(300, 'web.2/a', 'running', { desiredState: 'shutdown' }).runs(400, 'web.3/b', { version: '2' });
    expect(behind('web', story)).to.equal('2 of 4 tasks running, 1 of version 1, 1 of version 2, rollout updating');
  });

  it('counts the containers of a subject that has several', () => {
    const history = new SampleHistory().container(0, 'web.1').container(0, 'web.2').container(0, 'web.3').engine(100, 'web.2', 'pause', 1);
    expect(behind('web', history)).to.equal('2 running, 1 paused');
  });

  it('expects more time when a phase takes longer, and says nothing of it at the end', () => {
    const history = new SampleHistory().add(0, { type: 'plan', plan: { ...plan, steps: plan.steps.slice(0, 2) } });
    history.phase(0, 'setup', 'started');
    expect(behind('phase', history, 1000)).to.match(/1 s of at least 10 s$/);
    history.phase(2000, 'steady', 'started').phase(4000, 'chaos', 'started');
    expect(behind('phase', history, 5000)).to.match(/5 s of about 11 s$/);
    expect(behind('phase', history, 12_000)).to.match(/12 s of about 14 s$/);
    history.phase(12_000, 'recovery', 'started');
    expect(behind('phase', history, 13_000)).to.match(/13 s of about 14 s$/);
    history.phase(15_000, 'teardown', 'started');
    expect(behind('phase', history, 15_500)).to.equal('tear-down · 15.5 s');
  });

  it('knows the next step, and when it is due where anybody can know', () => {
    const history = new SampleHistory().add(0, { type: 'plan', plan }).phase(1000, 'chaos', 'started');
    const next = () => behind('next', history, 1000);
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

  it('begins anew with the next repetition', () => {
    const history = new SampleHistory().start().container(0, 'web.1').bucket(0, 1000, times(5, 'refused')).start();
    expect(lines(history, 0)).to.deep.equal(['Web survives a kill', '  phase  starting · 0 ms']);
  });

  it('knows the rate of a load that has nothing to send in most seconds, and blames no subject for what was never sent', () => {
    const history = new SampleHistory();
    for (const fromMs of [0, 10_000, 20_000]) history.bucket(fromMs, fromMs + 1000, ['ok']);
    expect(behind('users', history)).to.equal('100% · 0 of 3 failed · 6 req/m');
    history.bucket(21_000, 22_000, ['unsent', 'ok']);
    expect(behind('users', history)).to.equal('100% · 0 of 4 failed · 2 req/s · 1 never sent');
  });

  it('shows those in trouble when there is no room for all', () => {
    const history = new SampleHistory();
    for (let n = 1; n <= 20; n += 1) history.container(0, `c${n}`, `s${n}`);
    history.engine(10, 'c20', 'die', 1, { exitCode: 1 }, 's20');
    const shown = lines(history, 0);
    expect(shown.at(-2)).to.equal('  s20    exited 1');
    expect(shown.at(-1)).to.equal('         … and 12 more subjects');
  });

  it('does without a plan that it cannot read', () => {
    expect(lines(new SampleHistory().add(0, { type: 'plan', plan: { steps: 'later' } }), 0)).to.have.length(2);
  });

  it('never takes more columns or rows than there are, whatever the names are', () => {
    const history = new SampleHistory().start({ name: hostile }).phase(0, 'chaos', 'started').container(0, hostile, hostile);
    history
      .add(0, { type: 'plan', plan: { steps: [{ ...plan.steps[0], label: hostile }] } })
      .bucket(0, 1000, ['refused'], { load: hostile });
    const view = viewAfter(history);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 12 }), (columns, rows) => {
        const drawn = [...view.lines(99_999, { columns, rows, colours }), view.line(99_999, columns)];
        expect(drawn.length).to.be.at.most(rows + 1);
        for (const text of drawn) {
          expect(textWidth(text)).to.be.at.most(columns);
          expect(text).to.match(/^[^\p{Cc}\u202e]*$/u);
        }
      }),
    );
  });
});
