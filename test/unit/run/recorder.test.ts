import { expect } from 'chai';
import type { HistoryEntry, HistoryEvent } from '../../../src/history/history-event.ts';
import { RealClock } from '../../../src/clock/real-clock.ts';
import { Recorder } from '../../../src/run/recorder.ts';

function memory() {
  const events: HistoryEvent[] = [];
  return {
    events,
    append(entry: HistoryEntry): HistoryEvent {
      const event = { ...entry, seq: events.length + 1, t: events.length, wall: '' } as HistoryEvent;
      events.push(event);
      return event;
    },
  };
}

const warning = (code: string): HistoryEntry => ({ type: 'warning', code, message: '' });
const isB = (event: HistoryEvent) => event.type === 'warning' && event.code === 'b';

describe('Recorder', () => {
  it('tells every subscriber each event until it unsubscribes', () => {
    const recorder = new Recorder(memory());
    const seen: number[] = [];
    const unsubscribe = recorder.subscribe(({ seq }) => seen.push(seq));
    recorder.append(warning('a'));
    unsubscribe();
    recorder.append(warning('b'));
    expect(seen).to.deep.equal([1]);
    expect(recorder.events).to.have.length(2);
  });

  it('next() resolves with the first event that matches, not with earlier ones', async () => {
    const recorder = new Recorder(memory());
    recorder.append(warning('b'));
    const next = recorder.next(isB, new AbortController().signal);
    recorder.append(warning('a'));
    recorder.append(warning('b'));
    expect((await next).seq).to.equal(3);
  });

  it('next() rejects with the reason of the abort', async () => {
    const recorder = new Recorder(memory());
    const abort = new AbortController();
    const next = recorder.next(isB, abort.signal);
    abort.abort(new Error('enough'));
    expect(await next.catch((error: unknown) => (error as Error).message)).to.equal('enough');
  });

  it('until() is true at once, true after an event, and false when time is up', async () => {
    const recorder = new Recorder(memory());
    const clock = new RealClock();
    const deadline = (ms: number) => ({
      atMs: clock.now() + ms,
      sleepUntil: async (at: number, signal: AbortSignal) => clock.sleepUntil(at, signal),
    });
    const { signal } = new AbortController();
    expect(await recorder.until(() => true, deadline(0), signal)).to.equal(true);
    const later = recorder.until(() => recorder.events.some(isB), deadline(60_000), signal);
    recorder.append(warning('b'));
    expect(await later).to.equal(true);
    expect(await recorder.until(() => false, deadline(5), signal)).to.equal(false);
  });
});
