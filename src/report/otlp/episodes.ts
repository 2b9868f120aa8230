import type { HistoryEventOf } from '../../history/history-event.ts';
import { outageCause } from '../outage-text.ts';
import type { ReportInput } from '../reporter.ts';
import type { OutageResult, RunResult } from '../run-result.ts';
import type { Plain } from './attributes.ts';

/** Something that lasted: a phase, a fault, an outage, a rollout. */
export interface Episode {
  readonly kind: 'phase' | 'fault' | 'outage' | 'rollout';
  readonly name: string;
  readonly fromMs: number;
  readonly untilMs: number;
  /** It had not ended when the run did. */
  readonly open: boolean;
  /** Something went wrong, in a sentence. */
  readonly problem?: string;
  readonly attributes: Readonly<Record<string, Plain | null | undefined>>;
}

/** Returns everything of a run that has a beginning and an end. */
export function episodes({ result, analysis }: ReportInput): Episode[] {
  return [
    ...phases(
      analysis.events.filter((event) => event.type === 'phase'),
      analysis.durationMs,
    ),
    ...faults(result),
    ...outages(result),
    ...rollouts(result),
  ];
}

function phases(events: readonly HistoryEventOf<'phase'>[], durationMs: number): Episode[] {
  return events
    .filter(({ state }) => state === 'started')
    .map(({ phase, t }) => {
      const end = events.find((event) => event.phase === phase && event.state === 'ended' && event.t >= t);
      const attributes = { 'faultline.phase': phase };
      return {
        kind: 'phase',
        name: `phase ${phase}`,
        fromMs: t,
        untilMs: Math.max(t, end?.t ?? durationMs),
        open: end === undefined,
        attributes,
      };
    });
}

/** A fault lasts until its last change is undone; one without an undo, until the engine had answered. */
function faults({ timeline, undos }: RunResult): Episode[] {
  return timeline.flatMap((entry) => {
    const { step, occurrence, fault, outcome, atMs } = entry;
    if (fault === null || atMs === null || outcome === 'skipped') return [];
    const own = undos.filter((undo) => undo.step === step && undo.occurrence === occurrence);
    const untilMs = Math.max(atMs, ...[entry.doneMs, ...own.map(({ doneMs }) => doneMs)].filter((ms) => ms !== null));
    const attributes = {
      'faultline.fault': fault,
      'faultline.step': step,
      'faultline.occurrence': occurrence,
      'faultline.outcome': outcome,
      'faultline.targets': entry.targets,
      'faultline.method': entry.method,
      'faultline.due_ms': entry.dueMs,
      'faultline.undone': own.length === 0 ? undefined : own.every(({ outcome: how }) => how === 'undone' || how === 'not-needed'),
      'faultline.event.seq': entry.seq,
    };
    const problem = outcome === 'injected' ? {} : { problem: entry.message ?? outcome };
    return [{ kind: 'fault' as const, name: `fault ${entry.label}`, fromMs: atMs, untilMs, open: false, ...problem, attributes }];
  });
}

function outages({ load }: RunResult): Episode[] {
  return Object.entries(load).flatMap(([name, { streams }]) =>
    Object.entries(streams).flatMap(([stream, of]) =>
      of.outages.map((outage) => ({
        kind: 'outage' as const,
        name: `outage of ${name}`,
        fromMs: outage.fromMs,
        untilMs: outage.untilMs,
        open: outage.open,
        problem: `${outage.failed} requests failed: ${outageCause(outage)}`,
        attributes: { 'faultline.load': name, 'faultline.stream': stream, ...outageAttributes(outage) },
      })),
    ),
  );
}

function outageAttributes(outage: OutageResult): Episode['attributes'] {
  const errors = Object.entries(outage.errors).map(([name, n]) => [`faultline.outage.errors.${name}`, n] as const);
  return {
    'faultline.outage.duration_ms': outage.durationMs,
    'faultline.outage.uncertainty_ms': outage.uncertaintyMs,
    'faultline.outage.failed': outage.failed,
    'faultline.outage.open': outage.open,
    'faultline.outage.cause': outage.cause?.text,
    'faultline.outage.rule': outage.cause?.rule,
    ...Object.fromEntries(errors),
  };
}

function rollouts({ subjects, run }: RunResult): Episode[] {
  return Object.entries(subjects).flatMap(([subject, of]) =>
    of.rollouts.map((rollout) => {
      const attributes = {
        'faultline.subject': subject,
        'faultline.rollout.kind': rollout.kind,
        'faultline.rollout.state': rollout.state,
        'faultline.rollout.message': rollout.message,
        'faultline.rollout.batches': rollout.batches.length,
        'faultline.rollout.max_down': rollout.maxDown,
      };
      const problem =
        rollout.state === 'completed' || rollout.state === 'rollback_completed' ? {} : { problem: rollout.message || rollout.state };
      const untilMs = Math.max(rollout.fromMs, rollout.untilMs ?? run.durationMs ?? rollout.fromMs);
      return {
        kind: 'rollout' as const,
        name: `${rollout.kind} of ${subject}`,
        fromMs: rollout.fromMs,
        untilMs,
        open: rollout.untilMs === null,
        ...problem,
        attributes,
      };
    }),
  );
}
