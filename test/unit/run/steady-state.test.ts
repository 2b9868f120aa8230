import { expect } from 'chai';
import { RealClock } from '../../../src/clock/real-clock.ts';
import type { HistoryEntry, HistoryEvent } from '../../../src/history/history-event.ts';
import { Recorder } from '../../../src/run/recorder.ts';
import type { RunContext } from '../../../src/run/run-context.ts';
import type { Judge } from '../../../src/run/run-request.ts';
import { awaitReturn, holdsBefore } from '../../../src/run/steady-state.ts';

function contextOf(recorder: Recorder): RunContext {
  return {
    runId: 'r',
    scenario: { load: {} } as unknown as RunContext['scenario'],
    engine: {} as unknown as RunContext['engine'],
    clock: new RealClock(),
    recorder,
    signal: new AbortController().signal,
    abort: () => undefined,
    onProgress: () => undefined,
  };
}

function memory() {
  const events: HistoryEvent[] = [];
  return {
    events,
    append(entry: HistoryEntry): HistoryEvent {
      const event = { ...entry, seq: events.length + 1, t: 0, wall: '' } as HistoryEvent;
      events.push(event);
      return event;
    },
  };
}

/** Answers the windows in turn. */
function judging(...answers: (boolean | undefined)[]): Judge & { readonly windows: number[] } {
  const windows: number[] = [];
  return {
    windows,
    holds: (_expectations, _events, { fromMs }) => {
      windows.push(fromMs);
      return { held: answers[windows.length - 1], message: 'no evidence' };
    },
    unmet: () => [],
  };
}

describe('holdsBefore', () => {
  const steady = { forMs: 10, expect: [] };

  const cases = [
    { answers: [true], held: true, atMs: 0 },
    { answers: [false], held: false, atMs: 0 },
    { answers: [undefined, true], held: true, atMs: 10 },
    { answers: [undefined, false], held: false, atMs: 10 },
    { answers: [undefined, undefined, true], held: true, atMs: 20 },
    { answers: [undefined, undefined, undefined, true], held: false, atMs: 20 },
  ];
  for (const { answers, held, atMs } of cases) {
    it(`is ${held} from ${atMs} ms on when windows are judged ${answers.join(', ')}`, async () => {
      const recorder = new Recorder(memory());
      expect(await holdsBefore(contextOf(recorder), judging(...answers), steady, 0)).to.equal(held);
      expect(recorder.events).to.have.lengthOf(1);
      expect(recorder.events[0]).to.include({ type: 'steady-state', moment: 'before', held, atMs });
    });
  }
});

describe('awaitReturn', () => {
  const steady = { forMs: 10, expect: [] };
  const returnOf = async (...answers: (boolean | undefined)[]) => {
    const recorder = new Recorder(memory());
    await awaitReturn(contextOf(recorder), judging(...answers), steady, 0, 250);
    return recorder.events[0];
  };

  it('tells since when the steady state may have held, where that could not be judged', async () => {
    expect(await returnOf(false, true))
      .to.include({ held: true, atMs: 100 })
      .and.not.to.have.any.keys('perhapsSinceMs');
    expect(await returnOf(false, undefined, true)).to.include({ held: true, atMs: 200, perhapsSinceMs: 100 });
    expect(await returnOf(undefined, false, true))
      .to.include({ held: true, atMs: 200 })
      .and.not.to.have.any.keys('perhapsSinceMs');
    expect(await returnOf(false, undefined, undefined)).to.include({ held: false, perhapsSinceMs: 100 });
  });
});
