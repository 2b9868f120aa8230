import type { HistoryEntry } from '../../src/history/history-event.ts';
import type { Journal, JournalClock } from '../../src/history/journal.ts';
import { built } from './built.ts';
import { RATE_PER_SECOND, STREAMS } from './synthetic-buckets.ts';

/** A clock that stands where it was put. */
export class SyntheticClock implements JournalClock {
  nowMs = 0;

  now(): number {
    return this.nowMs;
  }

  wall(): string {
    return new Date(this.nowMs).toISOString();
  }
}

const started: readonly HistoryEntry[] = [
  {
    type: 'run-started',
    format: 1,
    run: { id: 'bench', seed: '1', faultline: '0.0.0', repetition: 1, repeat: 1 },
    scenario: { name: 'bench', file: '', sha256: '' },
  },
  { type: 'phase', phase: 'measure', state: 'started' },
  {
    type: 'load-started',
    load: 'users',
    url: 'http://127.0.0.1/',
    ratePerSecond: RATE_PER_SECOND,
    timeoutMs: 1000,
    streams: STREAMS,
  },
];

/** Returns a journal on a new file, with the beginning of a measurement. */
export async function openSyntheticJournal(path: string, clock: SyntheticClock): Promise<Journal> {
  const { Journal: BuiltJournal } = await built('history/journal');
  const journal = await BuiltJournal.open(path, clock);
  for (const entry of started) journal.append(entry);
  return journal;
}

/** Ends the measurement. */
export async function closeSyntheticJournal(journal: Journal, clock: SyntheticClock): Promise<void> {
  journal.append({ type: 'phase', phase: 'measure', state: 'ended' });
  journal.append({ type: 'run-ended', reason: 'completed', durationMs: clock.nowMs });
  const error = await journal.close();
  if (error !== undefined) throw error;
}
