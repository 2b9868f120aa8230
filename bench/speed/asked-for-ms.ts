import type { Plan, PlannedStep } from '../../src/scenario/plan.ts';

/** Returns how long a run takes by what its scenario asks for: the steady time, the timeline, and the steady time once more at the end. */
export function askedForMs({ scenario, steps }: Plan): number {
  const steadyMs = scenario.steady?.forMs ?? 0;
  let [previousMs, lastMs] = [0, 0];
  for (const step of steps) {
    previousMs = endOf(step, previousMs);
    lastMs = Math.max(lastMs, previousMs);
  }
  return steadyMs + lastMs + (scenario.recovery === undefined ? 0 : steadyMs);
}

function endOf({ trigger, occurrences, fault }: PlannedStep, previousMs: number): number {
  const lastMs = Math.max(0, ...occurrences.map(({ offsetMs }) => offsetMs));
  return startOf(trigger, previousMs) + lastMs + (fault?.forMs ?? 0);
}

function startOf(trigger: PlannedStep['trigger'], previousMs: number): number {
  switch (trigger.kind) {
    case 'at':
      return trigger.atMs;
    case 'after':
      return previousMs + trigger.afterMs;
    case 'every':
      return trigger.atMs ?? previousMs;
    case 'when':
      // It waits for something to happen, for as long as that takes and no longer.
      return previousMs;
  }
}
