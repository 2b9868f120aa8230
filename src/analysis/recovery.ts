import type { HistoryEventOf } from '../history/history-event.ts';
import type { Analysis, LoadAnalysis, Outage, RecoveryAnalysis } from './analysis.ts';
import { requestRange } from './request-range.ts';
import { restIn } from './rest-requests.ts';

type Step = HistoryEventOf<'step'>;

/**
 * Returns, for each fault that was injected, when the steady state had lastingly returned: at the end of the last outage that began
 * before the next fault, and for the last fault not before the steady state was found to hold again. A fault after which nothing
 * failed recovered at once; one after which nothing was measured is not known to have.
 */
export function recoveryOf(analysis: Pick<Analysis, 'steps' | 'steadyStates' | 'windows' | 'load'>): RecoveryAnalysis[] {
  const faults = analysis.steps.filter(({ fault, outcome }) => fault !== undefined && outcome === 'injected');
  const outages = Object.values(analysis.load).flatMap(primaryOutages);
  return faults.map((step, index) => {
    const next = faults[index + 1];
    const own = outages.filter(({ fromMs, untilMs }) => untilMs > step.atMs && (next === undefined || fromMs < next.atMs));
    const measured = requestsAfter(step, next, analysis.load) || (next === undefined && lookedAgain(analysis));
    const recoveredMs = measured ? returned(step, own, next === undefined ? analysis : undefined) : undefined;
    const known = { step: step.step, fault: step.fault ?? '', faultMs: step.atMs, measured };
    return recoveredMs === undefined ? known : { ...known, recoveredMs, durationMs: recoveredMs - step.atMs };
  });
}

function requestsAfter({ atMs }: Step, next: Step | undefined, load: Analysis['load']): boolean {
  const window = { fromMs: atMs, untilMs: next?.atMs ?? Number.POSITIVE_INFINITY };
  return Object.values(load).some(({ streams: [primary] }) => {
    if (primary === undefined) return false;
    const { from, until } = requestRange(primary.requests, window);
    return until > from || restIn(primary.requests, window).length > 0;
  });
}

function lookedAgain({ steadyStates }: Pick<Analysis, 'steadyStates'>): boolean {
  return steadyStates.some(({ moment }) => moment === 'after');
}

function primaryOutages({ streams }: LoadAnalysis): readonly Outage[] {
  return streams[0]?.outages ?? [];
}

function returned(step: Step, outages: readonly Outage[], end?: Pick<Analysis, 'steadyStates' | 'windows'>): number | undefined {
  const after = end?.steadyStates.findLast(({ moment }) => moment === 'after');
  if (after?.held === false || outages.some(({ open }) => open)) return undefined;
  const ends = outages.map(({ untilMs }) => untilMs);
  // Held from the first window on: then it had returned before anyone looked, and only the outages tell when.
  const foundLate = after !== undefined && after.atMs > (end?.windows.recovery?.fromMs ?? 0) + 1;
  return Math.max(step.atMs, ...ends, ...(foundLate ? [after.atMs] : []));
}
