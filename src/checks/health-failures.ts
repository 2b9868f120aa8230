import type { HistoryEvent } from '../history/history-event.ts';

/**
 * Returns how many health checks of a container had failed in a row before an event. The engine tells each check's end as `exec_die`
 * with its exit code, 0 when it was good; a command that a step ran inside looks the same.
 */
export function failuresBefore(events: readonly HistoryEvent[], container: string, beforeSeq: number): number {
  let failures = 0;
  for (const event of events) {
    if (event.seq >= beforeSeq) break;
    if (event.type !== 'engine-event' || event.container !== container) continue;
    if (event.action === 'start') failures = 0;
    if (event.action === 'exec_die') failures = event.exitCode === 0 ? 0 : failures + 1;
  }
  return failures;
}
