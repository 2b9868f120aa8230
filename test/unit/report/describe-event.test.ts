import { expect } from 'chai';
import { describeEvent } from '../../../src/report/describe-event.ts';
import type { HistoryEntry } from '../../../src/history/history-event.ts';
import { hostile } from './support/hostile.ts';

const text = (entry: HistoryEntry): string | undefined => describeEvent({ ...entry, seq: 1, t: 10, wall: '' })?.text;
const web = { subject: 'web', container: 'web.1' } as const;
const step = {
  type: 'step',
  step: 0,
  occurrence: 0,
  label: 'kill web',
  fault: 'kill',
  outcome: 'injected',
  dueMs: 2000,
  atMs: 2001,
  doneMs: 2010,
  targets: ['web.1'],
  method: 'api',
} as const;

describe('describeEvent', () => {
  it('tells a fault with its targets, its signal and how it was delivered', () => {
    expect(text(step)).to.equal('kill web.1 (SIGKILL, api)');
    expect(text({ ...step, label: 'crash web', fault: 'crash', method: 'host', details: { signal: 'SIGSEGV', pids: '12 13' } })).to.equal(
      'crash web.1 (SIGSEGV, host)',
    );
    expect(text({ ...step, label: 'the blow', targets: ['web.1', 'web.2'] })).to.equal('the blow: kill web.1, web.2 (SIGKILL, api)');
  });

  it('tells how fast a load sends, in stages too', () => {
    const load = { type: 'load-started', load: 'users', url: 'http://web/', ratePerSecond: 0.1, timeoutMs: 500, streams: ['new'] } as const;
    expect(text(load)).to.equal('users: 6 requests/m to http://web/, deadline 500 ms, new connections');
    expect(text({ ...load, stages: [{ fromPerSecond: 0, toPerSecond: 0.1, forMs: 60_000 }] })).to.contain(
      'users: requests at 0/s..6/m over 1m to http://web/',
    );
  });

  it('names a few of many targets', () => {
    const targets = Array.from({ length: 9 }, (_, index) => `web.${index + 1}`);
    expect(text({ ...step, targets })).to.equal('kill web.1, web.2, web.3, web.4 and 5 more (SIGKILL, api)');
  });

  it('says how a step went when it did not go well', () => {
    expect(text({ ...step, outcome: 'target-gone' })).to.contain('its target is gone');
    expect(text({ ...step, outcome: 'refused', targets: [], message: 'No such image' })).to.equal(
      'kill web: the engine refused: No such image',
    );
    expect(text({ ...step, outcome: 'blast-radius', message: '2 > 1' })).to.contain('not done: it would exceed the blast radius: 2 > 1');
  });

  it('tells deaths with code and signal, and lives by number', () => {
    const die = { type: 'engine-event', ...web, incarnation: 1, action: 'die', atMs: 1 } as const;
    expect(text({ ...die, exitCode: 137, oomKilled: true })).to.equal('web.1 died: exit 137 (SIGKILL, out of memory)');
    expect(text({ ...die, exitCode: 0 })).to.equal('web.1 died: exit 0');
    expect(text({ ...die, exitCode: 127 })).to.equal('web.1 died: exit 127 (the command was not found)');
    expect(text({ ...die, exitCode: Number.NaN })).to.equal('web.1 died: exit code unknown');
    expect(text({ ...die, action: 'start', incarnation: 3 })).to.equal('web.1 started again (life 3)');
    expect(text({ ...die, action: 'kill', signal: 15 })).to.equal('web.1 was sent SIGTERM by the engine');
    expect(text({ ...die, action: 'health_status', health: 'unhealthy' })).to.equal('web.1 unhealthy');
  });

  it('is silent about what only machines read', () => {
    expect(text({ type: 'plan', plan: {} })).to.equal(undefined);
    expect(text({ type: 'phase', phase: 'setup', state: 'ended' })).to.equal(undefined);
    expect(text({ type: 'engine-event', ...web, incarnation: 1, action: 'exec_die', atMs: 1, exitCode: 0 })).to.equal(undefined);
    expect(text({ type: 'engine-event', ...web, incarnation: 1, action: 'constructor', atMs: 1 })).to.equal(undefined);
  });

  it('tells refusals in the words of the engine', () => {
    const refused = { operation: 'start', status: 400, reason: 'exec: "nope": not found' } as const;
    expect(text({ type: 'container-state', ...web, reason: 'start', status: 'created', refused })).to.equal(
      'web.1: the engine refused to start it (400): exec: "nope": not found',
    );
  });

  it('tells lost events, and resumptions without loss', () => {
    expect(text({ type: 'events-resumed', lostMs: 1200, gap: true })).to.contain('events of that time are lost');
    expect(text({ type: 'events-resumed', lostMs: 1200, gap: false })).to.contain('nothing was lost');
  });

  it('dates an event by the engine’s time where it has one', () => {
    expect(describeEvent({ ...step, seq: 1, t: 2010, wall: '' })?.atMs).to.equal(2001);
  });

  it('cuts a line that nobody would read', () => {
    expect(text({ type: 'log', ...web, incarnation: 1, stream: 'stderr', text: 'x'.repeat(10_000), atMs: 1 })).to.have.length(500);
  });

  it('is one printable line, whatever is in the names', () => {
    const entries: HistoryEntry[] = [
      { ...step, label: hostile, targets: [hostile], message: hostile, details: { signal: hostile } },
      { type: 'subject', subject: 'x', kind: 'attached', container: hostile, id: '', image: hostile, imageId: '', restart: 'no' },
      { type: 'log', ...web, incarnation: 1, stream: 'stdout', text: hostile, atMs: 1 },
      { type: 'error', code: 'ERR_X', message: hostile, hint: hostile },
      { type: 'undo', step: 0, occurrence: 0, action: hostile, target: hostile, outcome: 'failed', atMs: 1, doneMs: 2, message: hostile },
      { type: 'endpoint', load: hostile, route: 'external', endpoints: [{ address: hostile, port: 80 }], reason: hostile },
    ];
    for (const entry of entries) expect(text(entry)).to.match(/^[^\p{Cc}\u202e]+$/u);
  });
});
