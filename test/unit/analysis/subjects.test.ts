import { expect } from 'chai';
import { HistoryBuilder } from '../support/history-builder.ts';

const web = (history: HistoryBuilder) => history.analyse().subjects['web']?.containers['web.1'];
const started = () => new HistoryBuilder().subject().engine(100, 'start');
const died = (exitCode: number) => started().engine(1000, 'die', { exitCode });

describe('subjects', () => {
  it('tell each life of a container and how it ended', () => {
    const container = web(
      died(137)
        .engine(1300, 'start', { incarnation: 2 })
        .engine(1900, 'oom', { incarnation: 2 })
        .engine(2000, 'die', { incarnation: 2, exitCode: 137, oomKilled: true }),
    );
    expect(
      container?.incarnations.map(({ incarnation, startedMs, endedMs, exit }) => [incarnation, startedMs, endedMs, exit?.code]),
    ).to.deep.equal([
      [1, 100, 1000, 137],
      [2, 1300, 2000, 137],
    ]);
    expect(container?.exits.map(({ signal, oomKilled }) => [signal, oomKilled])).to.deep.equal([
      ['SIGKILL', false],
      ['SIGKILL', true],
    ]);
  });

  it('name the signal of an exit code only when it is 128 and a signal', () => {
    expect([0, 15, 127, 128, 130, 143, 200, 255].map((code) => web(died(code))?.exits[0]?.signal)).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
      'SIGINT',
      'SIGTERM',
      undefined,
      undefined,
    ]);
  });

  it('take the life of an attached container from when it was first seen', () => {
    const history = new HistoryBuilder()
      .subject('web.1', 'attached')
      .engine(1000, 'die', { exitCode: 0 })
      .engine(1200, 'start', { incarnation: 2 });
    expect(history.analyse().subjects['web']?.kind).to.equal('attached');
    expect(web(history)?.incarnations.map(({ startedMs, endedMs }) => [startedMs, endedMs])).to.deep.equal([
      [0, 1000],
      [1200, undefined],
    ]);
    expect(web(history)?.restarts).to.have.length(1);
  });

  it('know the last inspection and the last id of a container that was replaced', () => {
    const history = started().state(2000, 'running').state(5000, 'exited', { exitCode: 1 });
    history.add(3000, {
      type: 'subject',
      subject: 'web',
      kind: 'container',
      container: 'web.1',
      id: 'new',
      image: 'i:2',
      imageId: '',
      restart: 'no',
    });
    expect(web(history)).to.deep.include({ id: 'new', image: 'i:2' });
    expect(web(history)?.lastState).to.include({ status: 'exited', exitCode: 1 });
  });
});

describe('restarts', () => {
  const restarts = (history: HistoryBuilder) => web(history)?.restarts.map(({ by, backoffMs }) => [by, backoffMs]);
  const again = (atMs = 1300) => died(1).engine(atMs, 'start', { incarnation: 2 });

  it('are the starts after the first that nobody asked for', () => {
    expect(restarts(started())).to.deep.equal([]);
    expect(restarts(again())).to.deep.equal([['policy', 300]]);
  });

  it('leave out what a step or an undo asked for', () => {
    expect(restarts(again().step(1290, { fault: 'start', doneMs: 1310 }))).to.deep.equal([]);
    expect(restarts(again().step(990, { fault: 'restart', doneMs: 1310 }))).to.deep.equal([]);
    expect(restarts(again().undo(1290, { doneMs: 1310 }))).to.deep.equal([]);
    expect(restarts(again().step(990, { fault: 'crash', doneMs: 1310 })), 'a crash does not start').to.deep.equal([['policy', 300]]);
    expect(restarts(again().step(1290, { fault: 'start', targets: ['web.2'] })), 'another container').to.deep.equal([['policy', 300]]);
    expect(restarts(again().step(3000, { fault: 'start' })), 'another time').to.deep.equal([['policy', 300]]);
  });

  it('leave out a restart through the API by somebody else', () => {
    expect(restarts(again().engine(1301, 'restart', { incarnation: 2 }))).to.deep.equal([]);
  });

  it('tell what autoheal did even when its report comes before the engine tells of the start', () => {
    const early = died(1)
      .add(1290, { type: 'autoheal', subject: 'web', container: 'web.1', outcome: 'restarted' })
      .engine(1300, 'start', { incarnation: 2 })
      .engine(1301, 'restart', { incarnation: 2 });
    expect(restarts(early)).to.deep.equal([['autoheal', 300]]);
  });

  it('tell what autoheal did', () => {
    const healed = again()
      .engine(1301, 'restart', { incarnation: 2 })
      .add(1320, { type: 'autoheal', subject: 'web', container: 'web.1', outcome: 'restarted' })
      .engine(4000, 'die', { incarnation: 2, exitCode: 1 })
      .engine(4400, 'start', { incarnation: 3 });
    expect(restarts(healed)).to.deep.equal([
      ['autoheal', 300],
      ['policy', 400],
    ]);
  });
});

describe('recovery', () => {
  const recoveries = (history: HistoryBuilder) => history.analyse().recovery.map(({ fault, durationMs }) => [fault, durationMs]);
  const between = (fromMs: number, untilMs: number, dueMs: number) => dueMs >= fromMs && dueMs < untilMs;
  const failing = (...spans: readonly (readonly [number, number])[]) =>
    started().load((dueMs) => (spans.some(([fromMs, untilMs]) => between(fromMs, untilMs, dueMs)) ? { class: 'refused' } : undefined));

  it('of each fault ends with the last outage that began before the next', () => {
    const history = failing([1500, 1800], [2000, 2200], [3000, 3400]);
    history.step(1490, { fault: 'kill' }).step(2990, { fault: 'stop' }).ended();
    expect(recoveries(history)).to.deep.equal([
      ['kill', 710],
      ['stop', 410],
    ]);
  });

  it('takes no time when nothing failed, and does not count steps that injected nothing', () => {
    const history = failing().step(1500).step(1600, { outcome: 'waited' }).step(1700, { outcome: 'target-gone' }).ended();
    expect(recoveries(history)).to.deep.equal([['kill', 0]]);
  });

  it('did not come when the load ended in an outage', () => {
    expect(recoveries(failing([5000, 9000]).step(4990).ended())).to.deep.equal([['kill', undefined]]);
  });
});
