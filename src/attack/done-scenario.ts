import type { HistoryEvent, HistoryEventOf } from '../history/history-event.ts';
import type { WrittenScenario, WrittenStep } from '../scenario/written-scenario.ts';
import { formatDuration } from '../scenario/format-duration.ts';

const done: ReadonlySet<string> = new Set(['injected', 'refused-as-allowed', 'waited']);

export interface Done {
  readonly scenario: WrittenScenario;
  /** What was planned and did not happen, each with the reason. */
  readonly missed: readonly string[];
}

/**
 * Returns the scenario that repeats what a run of an attack's scenario did: its steps at the times at which they came, without those that
 * did not happen. Pure.
 */
export function doneScenario(scenario: WrittenScenario, events: readonly HistoryEvent[]): Done {
  const chaos = events.find((event): event is HistoryEventOf<'phase'> => event.type === 'phase' && event.phase === 'chaos');
  const steps = events.filter((event): event is HistoryEventOf<'step'> => event.type === 'step' && !isFollowed(event));
  const missed: string[] = [];
  const timeline = (scenario.timeline ?? []).flatMap((written, index): WrittenStep[] => {
    const step = steps.find((event) => event.step === index);
    if (step !== undefined && done.has(step.outcome))
      return [{ ...written, at: formatDuration(Math.max(0, Math.round(step.atMs - (chaos?.t ?? 0)))) }];
    const last = index === (scenario.timeline?.length ?? 0) - 1;
    if (!last) missed.push(`${written.at ?? ''} ${step?.label ?? written.name ?? labelOf(written)}: ${whyNot(step)}`);
    return last ? [written] : [];
  });
  return { scenario: { ...scenario, timeline }, missed };
}

function whyNot(step: HistoryEventOf<'step'> | undefined): string {
  if (step === undefined) return 'not reached';
  return step.message === undefined ? step.outcome : `${step.outcome} (${step.message.split('\n', 1)[0] ?? ''})`;
}

/** A fault that has followed its task into the replacement is part of the step that injected it. */
function isFollowed({ details }: HistoryEventOf<'step'>): boolean {
  return typeof details === 'object' && details !== null && 'followed' in details;
}

function labelOf(step: WrittenStep): string {
  return Object.keys(step).find((key) => key !== 'at' && key !== 'name') ?? '';
}
