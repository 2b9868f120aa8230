import { analyse } from '../analysis/analyse.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Check } from './check.ts';
import { judgeAll, type Expectation } from './judge-all.ts';
import { checks as ownChecks } from './registry.ts';

/** An expectation about events that is not met so far. */
export interface Unmet {
  /** When the time is over that it gives by `within`; absent when it gives none. */
  readonly untilMs?: number;
}

/** Returns the expectations about events that are still unmet in a history that is being written. Measurements are not asked. */
export function unmet(
  expectations: readonly Expectation[],
  events: readonly HistoryEvent[],
  checks: readonly Check[] = ownChecks,
): readonly Unmet[] {
  const aboutEvents = new Set(checks.filter(({ about }) => about === 'events').map(({ name }) => name));
  const awaited = expectations.filter(({ kind }) => aboutEvents.has(kind));
  if (awaited.length === 0) return [];
  const withoutLoad = events.filter(({ type }) => type !== 'load-bucket' && type !== 'load-started');
  const analysis = analyse(withoutLoad, { soFar: { fromMs: -Infinity, untilMs: Infinity } });
  const results = judgeAll(awaited, analysis, checks);
  return awaited.filter((_, index) => results[index]?.verdict !== 'passed').map(({ options }) => untilOf(options, analysis));
}

/** Checks count `within` from the step that `after` names, else from the last one; some from its beginning, others from its end. */
function untilOf(options: unknown, { steps }: Analysis): Unmet {
  if (typeof options !== 'object' || options === null || !('within' in options) || typeof options.within !== 'number') return {};
  const after = 'after' in options ? options.after : undefined;
  const step = after === undefined ? steps.at(-1) : steps.find(({ label, fault }) => label === after || fault === after);
  return step === undefined ? {} : { untilMs: step.doneMs + options.within };
}
