import type { HistoryEvent } from '../history/history-event.ts';
import type { CheckResult } from './check.ts';

/** Returns what a program judged while the run went on. */
export function recordedChecks(events: readonly HistoryEvent[]): CheckResult[] {
  return events.flatMap((event) => {
    if (event.type !== 'check') return [];
    const { type: _type, seq: _seq, t: _t, wall: _wall, atMs: _atMs, check: kind, ...judged } = event;
    return [{ kind, ...judged }];
  });
}
