import type { HistoryEntry, HistoryEvent } from '../../../src/history/history-event.ts';
import type { LoadBucketEvent } from '../../../src/history/load-bucket.ts';
import type { Trigger } from '../../../src/run/triggers/trigger.ts';

/** Returns the index of the first event on which the step goes on: the first `before` of them were written before it began to wait. */
export function goesOnAt(trigger: Trigger, options: object, of: string, entries: readonly HistoryEntry[], before = 0): number {
  const matches = trigger.matcher(trigger.schema.parse(options), of);
  let held = false;
  for (const [index, entry] of entries.entries()) {
    if (index === before && held) return index - 1;
    held = matches(dated(entry, index), { waiting: index >= before });
    if (held && index >= before) return index;
  }
  return held ? entries.length - 1 : -1;
}

function dated(entry: HistoryEntry, seq: number): HistoryEvent {
  return { ...entry, seq, t: seq, wall: '2026-01-01T00:00:00.000Z' };
}

export function engineEvent(
  action: string,
  more: { container?: string; incarnation?: number; exitCode?: number; health?: 'healthy' | 'unhealthy' } = {},
): HistoryEntry {
  return { type: 'engine-event', subject: 'web', container: 'web.1', incarnation: 1, atMs: 0, action, ...more };
}

export function bucket(
  fromMs: number,
  due: number,
  ok: number,
  versions: Record<string, number> = {},
  stream: 'new' | 'keep-alive' = 'new',
): LoadBucketEvent {
  const zero = { p50: 0, p99: 0, max: 0 };
  const rows = { n: 0, dueUs: '', slipUs: '', latencyUs: '', class: '', version: '', versionNames: [] };
  const counts = { due, ok, failed: due - ok, errors: {}, versions, latencyMs: zero, slipMs: zero, rows };
  return { type: 'load-bucket', load: 'users', stream, fromMs, untilMs: fromMs + 250, ...counts };
}
