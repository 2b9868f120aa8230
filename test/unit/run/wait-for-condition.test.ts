import { expect } from 'chai';
import type { Clock } from '../../../src/clock/clock.ts';
import type { HistoryEntry, HistoryEvent } from '../../../src/history/history-event.ts';
import { Recorder } from '../../../src/run/recorder.ts';
import { triggers } from '../../../src/run/triggers/registry.ts';
import { waitForCondition } from '../../../src/run/wait-for-condition.ts';
import { engineEvent, rolloutState, service, task } from '../triggers/history.ts';

/** Time stands still: whatever waited for a timer would never go on. */
const stopped: Clock = {
  originNs: 0n,
  now: () => 0,
  wall: () => '2026-01-01T00:00:00.000Z',
  fromWallMs: (epochMs) => epochMs,
  sleepUntil: async (_atMs, signal) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })),
};

const answered: HistoryEntry = { type: 'version-answered', load: 'users', stream: 'new', version: '2', atMs: 0 };
const causes: readonly { readonly kind: string; readonly options: object; readonly of: string; readonly cause: HistoryEntry }[] = [
  { kind: 'event', options: { action: 'die' }, of: 'web', cause: engineEvent('die') },
  { kind: 'state', options: { is: 'paused' }, of: 'web', cause: engineEvent('pause') },
  { kind: 'health', options: { is: 'unhealthy' }, of: 'web', cause: engineEvent('health_status', { health: 'unhealthy' }) },
  { kind: 'task', options: { state: 'failed' }, of: 'web', cause: task('1a', 'failed') },
  { kind: 'replicas', options: { is: 1 }, of: 'web', cause: task('1a', 'running') },
  { kind: 'rollout', options: { state: 'completed' }, of: 'web', cause: rolloutState('completed') },
  { kind: 'response', options: { version: '2' }, of: 'users', cause: answered },
];

describe('waitForCondition', () => {
  for (const { kind, options, of, cause } of causes) {
    it(`goes on with the very event that makes ${kind} true, and with no timer`, async () => {
      const recorder = new Recorder(memory());
      const trigger = triggers.find(({ name }) => name === kind);
      const condition = { kind, of, options: trigger?.schema.parse(options) };
      const context = { recorder, clock: stopped, signal: new AbortController().signal };
      const byName = new Map(triggers.map((one) => [one.name, one]));
      let met: boolean | undefined;
      const waiting = waitForCondition(context, byName, { kind: 'when', condition, withinMs: 1 }).then((result) => (met = result));
      recorder.append(service());
      await turn();
      expect(met).to.equal(undefined);
      recorder.append(cause);
      await turn();
      expect(met).to.equal(true);
      await waiting;
    });
  }
});

/** Resolves when all that needs no time has been done. */
async function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function memory() {
  const events: HistoryEvent[] = [];
  return {
    events,
    append(entry: HistoryEntry): HistoryEvent {
      const event: HistoryEvent = { ...entry, seq: events.length + 1, t: 0, wall: '' };
      events.push(event);
      return event;
    },
  };
}
