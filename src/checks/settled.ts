import { analyse } from '../analysis/analyse.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Check } from './check.ts';
import { judgeAll, type Expectation } from './judge-all.ts';
import { checks as ownChecks } from './registry.ts';

/** Returns whether no expectation about events is still unmet in a history that is being written. Measurements are not asked. */
export function settled(
  expectations: readonly Expectation[],
  events: readonly HistoryEvent[],
  checks: readonly Check[] = ownChecks,
): boolean {
  const aboutEvents = new Set(checks.filter(({ about }) => about === 'events').map(({ name }) => name));
  const awaited = expectations.filter(({ kind }) => aboutEvents.has(kind));
  if (awaited.length === 0) return true;
  const withoutLoad = events.filter(({ type }) => type !== 'load-bucket' && type !== 'load-started');
  const analysis = analyse(withoutLoad, { soFar: { fromMs: -Infinity, untilMs: Infinity } });
  return judgeAll(awaited, analysis, checks).every(({ verdict }) => verdict === 'passed');
}
