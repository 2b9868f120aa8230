import { expect } from 'chai';
import { RealClock } from '../../../src/clock/real-clock.ts';
import type { HistoryEntry, HistoryEvent } from '../../../src/history/history-event.ts';
import { watchAbortConditions } from '../../../src/run/abort-watch.ts';
import { Recorder } from '../../../src/run/recorder.ts';
import { RunAbort } from '../../../src/run/run-abort.ts';
import { triggers } from '../../../src/run/triggers/registry.ts';
import type { AbortSpec } from '../../../src/scenario/scenario.ts';
import { bucket, engineEvent } from '../triggers/history.ts';

const byName = new Map(triggers.map((trigger) => [trigger.name, trigger]));

function condition(kind: string, of: string, options: object): AbortSpec['when'][number] {
  const parsed = byName.get(kind)?.schema.parse(options);
  return { text: `${kind} of ${of}`, condition: { kind, of, options: parsed }, source: { line: 1, column: 1 } };
}

function history(): Recorder {
  const events: HistoryEvent[] = [];
  return new Recorder({
    events,
    append(entry: HistoryEntry): HistoryEvent {
      const event = { ...entry, seq: events.length + 1, t: 0, wall: '' } as HistoryEvent;
      events.push(event);
      return event;
    },
  });
}

function watch(recorder: Recorder, ...when: AbortSpec['when']) {
  return watchAbortConditions({ recorder, clock: new RealClock() }, byName, { when, verdict: 'inconclusive' });
}

const restarts = condition('restarts', 'web', { is: '> 1' });
const log = condition('log', 'web', { matches: 'FATAL' });
const line: HistoryEntry = { type: 'log', subject: 'web', container: 'web.1', incarnation: 1, stream: 'stdout', text: 'FATAL', atMs: 0 };
const restart = (incarnation: number) => engineEvent('start', { incarnation });

describe('watchAbortConditions', () => {
  it('aborts once, with the event that makes the first of the conditions hold', () => {
    const recorder = history();
    const { signal } = watch(recorder, restarts, log);
    for (const incarnation of [1, 2]) recorder.append(restart(incarnation));
    expect(signal.aborted).to.equal(false);
    recorder.append(restart(3));
    expect(signal.aborted).to.equal(true);
    expect(signal.reason).to.be.instanceOf(RunAbort);
    recorder.append(line);
    const aborts = recorder.events.filter(({ type }) => type === 'abort');
    expect(aborts).to.have.length(1);
    expect(aborts[0]).to.include({ condition: 'restarts of web', verdict: 'inconclusive', because: 3 });
  });

  it('aborts at once when a condition holds already, but not for what only happened before', () => {
    const recorder = history();
    recorder.append(line);
    for (const incarnation of [2, 3]) recorder.append(restart(incarnation));
    expect(watch(recorder, log).signal.aborted).to.equal(false);
    expect(watch(recorder, restarts).signal.aborted).to.equal(true);
  });

  it('does not abort when nothing holds, nor after it was stopped, nor at what the harness has spoiled', () => {
    const recorder = history();
    const stopped = watch(recorder, log);
    stopped.stop();
    const running = watch(recorder, condition('availability', 'users', { below: '80%' }));
    for (const fromMs of [0, 250, 500, 750, 1000]) recorder.append({ ...bucket(fromMs, 10, 0), spoiled: 'the machine stood still' });
    recorder.append(line);
    expect([stopped.signal.aborted, running.signal.aborted]).to.deep.equal([false, false]);
    expect(watchAbortConditions({ recorder, clock: new RealClock() }, byName, undefined).signal.aborted).to.equal(false);
  });
});
