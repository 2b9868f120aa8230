import type { Plan, PlannedStep } from '../scenario/plan.ts';
import type { StepOutcome } from '../history/history-event.ts';
import type { StepMachinery } from './fire-step.ts';
import { performStep } from './perform-step.ts';
import type { Trigger } from './triggers/trigger.ts';
import { waitForCondition } from './wait-for-condition.ts';

export interface Timeline {
  readonly machinery: StepMachinery;
  readonly triggers: ReadonlyMap<string, Trigger>;
  /** Run time that `at: 0s` means. */
  readonly startMs: number;
}

interface StepEnd {
  readonly atMs: number;
  /** False when its condition never held: what waits for it must not go ahead. */
  readonly reached: boolean;
}

/** Runs every step of the plan when its trigger says so; resolves when all have ended, undos of their `for:` included. */
export async function runTimeline(timeline: Timeline, plan: Plan): Promise<void> {
  const ends: Promise<StepEnd>[] = [];
  for (const step of plan.steps) {
    const previous = ends.at(-1) ?? Promise.resolve({ atMs: timeline.startMs, reached: true });
    ends.push(runStep(timeline, step, previous));
  }
  const settled = await Promise.allSettled(ends);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
}

async function runStep(timeline: Timeline, step: PlannedStep, previous: Promise<StepEnd>): Promise<StepEnd> {
  const { trigger } = step;
  // A step that fails is reported by its own promise; here it only must not look unhandled.
  previous.catch(() => undefined);
  if (trigger.kind === 'at') return fireAt(timeline, step, timeline.startMs + trigger.atMs);
  if (trigger.kind === 'every' && trigger.atMs !== undefined) return fireEvery(timeline, step, timeline.startMs + trigger.atMs);
  const before = await previous;
  if (!before.reached) return skip(timeline, step, 'skipped', 'The condition of the step before it was not met.');
  switch (trigger.kind) {
    case 'after':
      return fireAt(timeline, step, before.atMs + trigger.afterMs);
    case 'every':
      return fireEvery(timeline, step, before.atMs);
    case 'when':
      return fireWhen(timeline, step, trigger);
  }
}

async function fireWhen(
  timeline: Timeline,
  step: PlannedStep,
  trigger: Extract<PlannedStep['trigger'], { kind: 'when' }>,
): Promise<StepEnd> {
  const { context } = timeline.machinery;
  const met = await waitForCondition(context, timeline.triggers, trigger);
  if (met) return fireAt(timeline, step, context.clock.now());
  return skip(timeline, step, 'condition-not-met', `Not within ${trigger.withinMs} ms.`);
}

async function fireEvery(timeline: Timeline, step: PlannedStep, startMs: number): Promise<StepEnd> {
  const fired = await Promise.all(step.occurrences.map(async (_, index) => fireAt(timeline, step, startMs, index)));
  return { atMs: Math.max(startMs, ...fired.map(({ atMs }) => atMs)), reached: true };
}

async function fireAt({ machinery }: Timeline, step: PlannedStep, startMs: number, index = 0): Promise<StepEnd> {
  const { clock, signal } = machinery.context;
  const occurrence = step.occurrences[index];
  if (occurrence === undefined) throw new RangeError(`Step ${step.step} has no occurrence ${index}.`);
  const dueMs = startMs + occurrence.offsetMs;
  await clock.sleepUntil(dueMs, signal);
  await performStep(machinery, { step, occurrence, index, dueMs });
  return { atMs: clock.now(), reached: true };
}

function skip({ machinery }: Timeline, step: PlannedStep, outcome: StepOutcome, message: string): StepEnd {
  const { clock, recorder } = machinery.context;
  const now = clock.now();
  const fault = step.fault === undefined ? {} : { fault: step.fault.kind };
  recorder.append({
    type: 'step',
    step: step.step,
    occurrence: 0,
    label: step.label,
    ...fault,
    outcome,
    dueMs: now,
    atMs: now,
    doneMs: now,
    targets: [],
    message,
  });
  return { atMs: now, reached: false };
}
