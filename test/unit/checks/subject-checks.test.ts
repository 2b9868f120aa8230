import { expect } from 'chai';
import type { RunEnded } from '../../../src/history/history-event.ts';
import { HistoryBuilder } from '../support/history-builder.ts';
import { judgeWith } from '../support/judge-with.ts';

const running = () => new HistoryBuilder().subject().engine(100, 'start');
const verdictOf = (kind: string, options: unknown, history: HistoryBuilder) => judgeWith(kind, options, history).verdict;
const withGap = (history: HistoryBuilder) => history.add(4000, { type: 'events-resumed', lostMs: 500, gap: true });
const endedBy = (reason: RunEnded['reason']) =>
  running().phase('steady', 0, 1000).phase('chaos', 1000, 2000).add(2100, { type: 'run-ended', reason, durationMs: 2100 });

describe('check exit', () => {
  const killed = () =>
    running().step(2000).engine(2001, 'kill', { signal: 9 }).engine(2050, 'die', { exitCode: 137, oomKilled: false }).ended();
  const toldLate = () => running().engine(2050, 'die', { exitCode: 137, oomKilled: false }).engine(2134, 'oom').ended();
  const oom = () => running().engine(2000, 'oom').engine(2050, 'die', { exitCode: 137, oomKilled: true }).ended();

  it('passes and fails on code, signal, cause and number', () => {
    expect(judgeWith('exit', { of: 'web', code: 137, times: 1 }, killed())).to.deep.include({
      verdict: 'passed',
      of: 'web',
      expected: 'code 137, 1 time',
      observed: '1 time',
    });
    expect(verdictOf('exit', { signal: 'SIGKILL', oom: false }, killed())).to.equal('passed');
    expect(verdictOf('exit', { oom: true }, oom())).to.equal('passed');
    expect(verdictOf('exit', { oom: true }, toldLate())).to.equal('passed');
    expect(judgeWith('exit', { code: 0 }, killed())).to.deep.include({
      verdict: 'failed',
      observed: '0 times (but code 137 SIGKILL)',
    });
    expect(verdictOf('exit', { code: 137, oom: true }, killed())).to.equal('failed');
    expect(verdictOf('exit', { signal: 'SIGTERM' }, killed())).to.equal('failed');
    expect(verdictOf('exit', { code: 137, times: '>= 2' }, killed())).to.equal('failed');
    expect(verdictOf('exit', { times: 0 }, killed())).to.equal('failed');
    expect(verdictOf('exit', { times: 0 }, running().ended())).to.equal('passed');
  });

  it('looks where it is told', () => {
    expect(verdictOf('exit', { during: 'steady', times: 0 }, killed())).to.equal('passed');
    expect(verdictOf('exit', { within: '100ms' }, killed())).to.equal('passed');
    expect(verdictOf('exit', { within: '20ms' }, killed())).to.equal('failed');
    expect(verdictOf('exit', { after: 'kill', within: '100ms' }, killed())).to.equal('passed');
    expect(verdictOf('exit', { after: 'stop' }, killed())).to.equal('inconclusive');
    expect(verdictOf('exit', { container: 'web.1' }, killed())).to.equal('passed');
    expect(verdictOf('exit', { container: 'web.2' }, killed())).to.equal('inconclusive');
  });

  it('is inconclusive when an exit may have gone unseen', () => {
    expect(verdictOf('exit', { times: 0 }, withGap(running()).ended())).to.equal('inconclusive');
    expect(verdictOf('exit', { code: 137 }, withGap(killed())), 'seen anyway').to.equal('passed');
    expect(verdictOf('exit', { times: 1 }, withGap(killed()))).to.equal('inconclusive');
    expect(verdictOf('exit', { times: 0, during: 'steady' }, withGap(killed())), 'the gap lies elsewhere').to.equal('passed');
    expect(judgeWith('exit', { code: 0 }, endedBy('interrupted')).message).to.include('the run was interrupted');
    expect(verdictOf('exit', { code: 0 }, running().phase('chaos', 0, 1000))).to.equal('inconclusive');
    expect(verdictOf('exit', { code: 0 }, running().phase('steady', 0, 1000).ended('not-steady')), 'no fault').to.equal('inconclusive');
    expect(verdictOf('exit', { of: 'db' }, killed())).to.equal('inconclusive');
    expect(verdictOf('exit', { within: '1m', code: 0 }, killed()), 'the run was over before').to.equal('inconclusive');
  });
});

describe('check restarts', () => {
  const crashLoop = () => {
    const history = running();
    let atMs = 1000;
    for (const [index, waitMs] of [150, 260, 470].entries()) {
      history.engine(atMs, 'die', { exitCode: 1, incarnation: index + 1 }).engine(atMs + waitMs, 'start', { incarnation: index + 2 });
      atMs += waitMs + 50;
    }
    return history.ended();
  };

  it('passes and fails on the number and on the back-off', () => {
    expect(judgeWith('restarts', { is: 3, backoff: { first: '<= 2s', each: '>= 100ms' } }, crashLoop())).to.deep.include({
      verdict: 'passed',
      expected: '== 3, back-off first <= 2s, each >= 100ms',
      observed: '3 (after 150 ms, 260 ms, 470 ms)',
    });
    expect(verdictOf('restarts', { is: '== 3', backoff: 'doubling' }, crashLoop())).to.equal('passed');
    expect(verdictOf('restarts', { is: '<= 2' }, crashLoop())).to.equal('failed');
    expect(verdictOf('restarts', { is: 3, backoff: { first: '<= 100ms' } }, crashLoop())).to.equal('failed');
    expect(verdictOf('restarts', { is: 0 }, running().ended())).to.equal('passed');
  });

  it('fails when the back-off does not double, and allows its reset after a long life', () => {
    const flat = running()
      .engine(1000, 'die', { exitCode: 1 })
      .engine(1150, 'start', { incarnation: 2 })
      .engine(1200, 'die', { exitCode: 1, incarnation: 2 })
      .engine(1330, 'start', { incarnation: 3 });
    expect(verdictOf('restarts', { is: 2, backoff: 'doubling' }, flat.ended())).to.equal('failed');
    const long = running()
      .engine(1000, 'die', { exitCode: 1 })
      .engine(1150, 'start', { incarnation: 2 })
      .engine(11_200, 'die', { exitCode: 1, incarnation: 2 })
      .engine(11_330, 'start', { incarnation: 3 });
    expect(verdictOf('restarts', { is: 2, backoff: 'doubling' }, long.ended())).to.equal('passed');
  });

  it('tells the policy from autoheal', () => {
    const healed = running()
      .engine(2000, 'die', { exitCode: 143 })
      .engine(2300, 'start', { incarnation: 2 })
      .engine(2301, 'restart', { incarnation: 2 })
      .add(2310, { type: 'autoheal', subject: 'web', container: 'web.1', outcome: 'restarted' })
      .ended();
    expect(verdictOf('restarts', { is: 1, by: 'autoheal' }, healed)).to.equal('passed');
    expect(verdictOf('restarts', { is: 0, by: 'policy' }, healed)).to.equal('passed');
    expect(verdictOf('restarts', { is: 0 }, healed)).to.equal('failed');
  });

  it('is inconclusive when a restart may have gone unseen, unless there are too many already', () => {
    expect(verdictOf('restarts', { is: 3 }, withGap(crashLoop()))).to.equal('inconclusive');
    expect(verdictOf('restarts', { is: '<= 2' }, withGap(crashLoop()))).to.equal('failed');
    expect(verdictOf('restarts', { is: '>= 2' }, withGap(crashLoop()))).to.equal('passed');
    expect(verdictOf('restarts', { is: 0 }, endedBy('timeout'))).to.equal('inconclusive');
  });
});

describe('check health', () => {
  const sick = () =>
    running()
      .engine(500, 'health_status', { health: 'healthy' })
      .engine(900, 'exec_die', { exitCode: 0 })
      .step(1500, { fault: 'unhealthy', label: 'sick' })
      .engine(1900, 'exec_die', { exitCode: 1 })
      .engine(2400, 'exec_die', { exitCode: 1 })
      .engine(2900, 'exec_die', { exitCode: 1 })
      .engine(2901, 'health_status', { health: 'unhealthy' })
      .ended();

  it('passes and fails on what it becomes, never is, and is at the end', () => {
    expect(judgeWith('health', { becomes: 'unhealthy', times: 1 }, sick())).to.deep.include({
      verdict: 'passed',
      expected: 'becomes unhealthy, 1 time',
      observed: 'healthy, unhealthy',
    });
    expect(verdictOf('health', { becomes: 'healthy', times: 2 }, sick())).to.equal('failed');
    expect(verdictOf('health', { never: 'unhealthy' }, sick())).to.equal('failed');
    expect(verdictOf('health', { never: 'unhealthy', during: 'steady' }, sick())).to.equal('passed');
    expect(verdictOf('health', { is: 'unhealthy' }, sick())).to.equal('passed');
    expect(verdictOf('health', { is: 'healthy' }, sick())).to.equal('failed');
  });

  it('passes and fails on order, time and failures in a row', () => {
    expect(verdictOf('health', { order: ['healthy', 'unhealthy'] }, sick())).to.equal('passed');
    expect(verdictOf('health', { order: ['unhealthy', 'healthy'] }, sick())).to.equal('failed');
    expect(verdictOf('health', { becomes: 'unhealthy', after: 'sick', within: '1500ms' }, sick())).to.equal('passed');
    expect(verdictOf('health', { becomes: 'unhealthy', within: '1s' }, sick())).to.equal('failed');
    expect(verdictOf('health', { failures: 3 }, sick())).to.equal('passed');
    expect(verdictOf('health', { failures: 2 }, sick())).to.equal('failed');
    expect(verdictOf('health', { failures: 2 }, running().ended()), 'never unhealthy').to.equal('failed');
  });

  it('is inconclusive when a change may have gone unseen or there is no health check', () => {
    expect(verdictOf('health', { never: 'unhealthy' }, withGap(running()).ended())).to.equal('inconclusive');
    expect(verdictOf('health', { order: ['unhealthy', 'healthy'] }, withGap(sick()))).to.equal('inconclusive');
    expect(verdictOf('health', { failures: 3 }, withGap(sick()))).to.equal('inconclusive');
    expect(verdictOf('health', { is: 'healthy' }, running().state(5900, 'running', { health: 'none' }).ended())).to.equal('inconclusive');
    expect(verdictOf('health', { is: 'healthy' }, running().state(5900, 'running', { health: 'healthy' }).ended())).to.equal('passed');
    expect(verdictOf('health', { becomes: 'unhealthy' }, endedBy('interrupted'))).to.equal('inconclusive');
  });
});

describe('check state', () => {
  const refusal = { operation: 'create', status: 400, reason: 'Minimum memory limit allowed is 6MB' } as const;

  it('passes and fails on what the engine shows at the end', () => {
    const dead = running().state(5900, 'exited', { exitCode: 137, oomKilled: true, restartCount: 2 }).ended();
    const good = { is: 'exited', code: 137, oom: true, restart_count: '== 2' };
    expect(judgeWith('state', good, dead)).to.deep.include({
      verdict: 'passed',
      observed: 'exited, exit code 137, out of memory, restart count 2',
    });
    expect(verdictOf('state', { is: 'running' }, dead)).to.equal('failed');
    expect(verdictOf('state', { code: 1 }, dead)).to.equal('failed');
    expect(verdictOf('state', { oom: false }, dead)).to.equal('failed');
    expect(verdictOf('state', { restart_count: '<= 1' }, dead)).to.equal('failed');
  });

  it("finds the engine's words in the state, in a refusal and in a step", () => {
    const created = running().state(5900, 'created', { error: 'exec: "/no/such": no such file or directory', exitCode: 127 }).ended();
    expect(verdictOf('state', { is: 'created', code: 127, error: 'no such file' }, created)).to.equal('passed');
    expect(verdictOf('state', { error: 'permission denied' }, created)).to.equal('failed');
    const refused = running().state(1000, 'absent', { refused: refusal }).state(5900, 'absent').ended();
    expect(verdictOf('state', { is: 'absent', error: 'Minimum memory' }, refused)).to.equal('passed');
    const step = running()
      .step(1000, { fault: 'start', outcome: 'refused-as-allowed', message: refusal.reason })
      .state(5900, 'absent')
      .ended();
    expect(verdictOf('state', { error: 'Minimum memory' }, step)).to.equal('passed');
    expect(verdictOf('state', { error: 'Minimum memory' }, running().state(5900, 'absent').ended())).to.equal('failed');
  });

  it('is inconclusive when nobody looked, or the look did not tell', () => {
    expect(verdictOf('state', { is: 'running' }, running().ended())).to.equal('inconclusive');
    expect(verdictOf('state', { is: 'absent', code: 0 }, running().state(5900, 'absent').ended())).to.equal('inconclusive');
  });
});

describe('check logs', () => {
  const talking = () => running().log(2000, 'signal 15 , Handling SIGTERM!').log(2001, 'bye').ended();

  it('passes and fails on the number of matching lines', () => {
    expect(judgeWith('logs', { matches: '^signal 15', times: 1 }, talking())).to.deep.include({
      verdict: 'passed',
      expected: '/^signal 15/, 1 time',
      observed: '1 time in 2 lines',
    });
    expect(verdictOf('logs', { matches: 'SIGINT' }, talking())).to.equal('failed');
    expect(verdictOf('logs', { matches: 'bye', times: 0 }, talking())).to.equal('failed');
    expect(verdictOf('logs', { matches: 'bye', times: 0, during: 'steady' }, talking())).to.equal('passed');
  });

  it('is inconclusive when lines are missing, unless enough were seen', () => {
    const cut = () => talking().add(3000, { type: 'log-truncated', subject: 'web', container: 'web.1', limitBytes: 10 });
    expect(verdictOf('logs', { matches: 'SIGINT' }, cut())).to.equal('inconclusive');
    expect(verdictOf('logs', { matches: 'bye' }, cut())).to.equal('passed');
    expect(verdictOf('logs', { matches: 'bye', times: 0 }, cut())).to.equal('failed');
    expect(verdictOf('logs', { matches: 'bye' }, endedBy('failed'))).to.equal('inconclusive');
    expect(verdictOf('logs', { matches: 'SIGINT' }, withGap(talking())), 'output does not come by events').to.equal('failed');
  });
});

describe('check events', () => {
  const stopped = () =>
    running()
      .engine(1500, 'exec_die', { exitCode: 0 })
      .engine(2000, 'kill', { signal: 15 })
      .engine(3000, 'kill', { signal: 9 })
      .engine(3010, 'die', { exitCode: 137 })
      .engine(3020, 'stop')
      .engine(3500, 'health_status', { health: 'unhealthy' })
      .ended();

  it('passes and fails on order, completeness, absence and number', () => {
    expect(judgeWith('events', { order: ['kill(15)', 'kill(SIGKILL)', 'die(137)', 'stop'] }, stopped())).to.deep.include({
      verdict: 'passed',
      observed: 'start, kill(SIGTERM), kill(SIGKILL), die(137), stop, health_status(unhealthy)',
    });
    const whole = ['start', 'kill', 'kill', 'die', 'stop', 'health_status(unhealthy)'];
    expect(verdictOf('events', { order: whole, exactly: true }, stopped())).to.equal('passed');
    expect(verdictOf('events', { order: whole.slice(1), exactly: true }, stopped())).to.equal('failed');
    expect(verdictOf('events', { order: ['die', 'kill'] }, stopped())).to.equal('failed');
    expect(verdictOf('events', { order: ['die(0)'] }, stopped())).to.equal('failed');
    expect(verdictOf('events', { never: ['oom', 'die(0)'] }, stopped())).to.equal('passed');
    expect(verdictOf('events', { never: ['oom', 'die(137)'] }, stopped())).to.equal('failed');
    expect(verdictOf('events', { action: 'kill', times: 2 }, stopped())).to.equal('passed');
    expect(verdictOf('events', { action: 'kill', times: 0 }, stopped())).to.equal('failed');
  });

  it('is inconclusive when an event that would decide may have gone unseen', () => {
    expect(verdictOf('events', { order: ['die', 'kill'] }, withGap(stopped()))).to.equal('inconclusive');
    expect(verdictOf('events', { order: ['kill', 'die'] }, withGap(stopped())), 'seen anyway').to.equal('passed');
    expect(verdictOf('events', { order: ['start'], exactly: true }, withGap(running()).ended())).to.equal('inconclusive');
    expect(verdictOf('events', { never: ['oom'] }, withGap(stopped()))).to.equal('inconclusive');
    expect(verdictOf('events', { never: ['die'] }, withGap(stopped()))).to.equal('failed');
    expect(verdictOf('events', { order: ['die'] }, endedBy('interrupted'))).to.equal('inconclusive');
  });
});

describe('check recovery', () => {
  const killed = (untilMs: number) =>
    running()
      .load((dueMs) => (dueMs >= 2000 && dueMs < untilMs ? { class: 'refused' } : undefined))
      .step(1995)
      .ended();

  it('passes and fails on the time from the fault to the end of its outage', () => {
    expect(judgeWith('recovery', { within: '1s' }, killed(2500))).to.deep.include({
      verdict: 'passed',
      expected: '<= 1s',
      observed: '505 ms after kill',
    });
    expect(verdictOf('recovery', { within: '< 505ms', after: 'kill' }, killed(2500))).to.equal('failed');
    expect(verdictOf('recovery', { within: '0s' }, killed(0)), 'nothing failed').to.equal('passed');
  });

  it('fails when it did not come', () => {
    expect(judgeWith('recovery', { within: '5s' }, killed(9000))).to.deep.include({
      verdict: 'failed',
      observed: 'not recovered from kill',
    });
    const unsteady = killed(2500).add(5999, { type: 'steady-state', moment: 'after', held: false, atMs: 5999 });
    expect(verdictOf('recovery', { within: '5s' }, unsteady)).to.equal('failed');
  });

  it('waits for the steady state when that returned later than the last good request', () => {
    const late = killed(2500).add(5800, { type: 'steady-state', moment: 'after', held: true, atMs: 5400 });
    expect(judgeWith('recovery', { within: '1s' }, late)).to.deep.include({ verdict: 'failed', observed: '3405 ms after kill' });
    const atOnce = killed(2500).add(5800, { type: 'steady-state', moment: 'after', held: true, atMs: 5000 });
    expect(judgeWith('recovery', { within: '1s' }, atOnce).observed).to.equal('505 ms after kill');
  });

  it('is inconclusive when the steady state may have returned earlier, but could not be judged', () => {
    const undecided = (held: boolean, perhapsSinceMs: number) =>
      killed(2500).add(5800, { type: 'steady-state', moment: 'after', held, atMs: 5400, perhapsSinceMs });
    expect(verdictOf('recovery', { within: '1s' }, undecided(true, 5000))).to.equal('inconclusive');
    expect(verdictOf('recovery', { within: '1s' }, undecided(false, 5000))).to.equal('inconclusive');
    expect(verdictOf('recovery', { within: '1s' }, undecided(true, 5200)), 'too late in any case').to.equal('failed');
  });

  it('is inconclusive when nothing was measured, injected, or to the end', () => {
    expect(verdictOf('recovery', { within: '1s' }, running().step(2000).ended())).to.equal('inconclusive');
    expect(verdictOf('recovery', { within: '1s' }, running().load().ended())).to.equal('inconclusive');
    expect(verdictOf('recovery', { within: '1s', after: 'pause' }, killed(2500))).to.equal('inconclusive');
    expect(verdictOf('recovery', { within: '1s' }, endedBy('interrupted').load().step(1500))).to.equal('inconclusive');
    const spoiled = running()
      .load((dueMs) => (dueMs >= 2000 && dueMs < 2500 ? { class: 'unsent' } : undefined))
      .step(1995)
      .ended();
    expect(verdictOf('recovery', { within: '100ms' }, spoiled)).to.equal('inconclusive');
    expect(verdictOf('recovery', { within: '1s' }, spoiled)).to.equal('passed');
  });
});
