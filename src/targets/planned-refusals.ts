import type { Plan, PlannedStep } from '../scenario/plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { refusalsOf, type Refused } from './check-guard-rails.ts';
import type { Target } from './target.ts';

/** What a guard rail will say to a step, as far as that can be told before the run. */
export interface PlannedRefusal extends Refused {
  readonly step: number;
  readonly label: string;
}

/**
 * Returns what the guard rails will refuse of a plan, as far as the scenario tells: what is hit of the containers that it creates itself. What becomes of
 * tasks, and what is attached, only the run can know. Once a step, however often it fires.
 */
export function plannedRefusals({ scenario, steps }: Plan): readonly PlannedRefusal[] {
  return steps.flatMap((step) => {
    const found = step.occurrences.map(({ expectedTargets = [] }) => refusalsOfStep(scenario, step, expectedTargets));
    const { step: number, label } = step;
    return (found.find((refused) => refused.length > 0) ?? []).map((refused) => ({ step: number, label, ...refused }));
  });
}

function refusalsOfStep(scenario: Scenario, { fault }: PlannedStep, names: readonly string[]): readonly Refused[] {
  const subject = fault?.of === undefined ? undefined : scenario.subjects[fault.of];
  if (fault?.of === undefined || subject?.kind !== 'container' || names.length === 0) return [];
  const of = fault.of;
  const { labels } = subject.spec;
  const all = Array.from({ length: subject.scale }, (_, index): Target => ({ subject: of, name: `${of}.${index + 1}`, id: '', labels }));
  const hit = { targets: all.filter(({ name }) => names.includes(name)), candidates: all };
  return refusalsOf(hit, scenario.blastRadius, { runId: '', managers: [] });
}
