import type { HistoryEvent, PhaseName } from '../history/history-event.ts';
import { planOutline, type PlanOutline } from './plan-outline.ts';

/** When a run will have ended, as far as its plan tells. */
export interface ExpectedEnd {
  readonly atMs: number;
  /** The plan waits for something that nobody can date, so it may well be later. */
  readonly atLeast: boolean;
}

const order: readonly PhaseName[] = ['setup', 'steady', 'chaos', 'recovery'];

/** Follows a run's events and says when it should end. */
export class ExpectedEndTracker {
  #lengths: Readonly<Partial<Record<PhaseName, number>>> | undefined;
  #atLeast = false;
  #phase: PhaseName = 'setup';
  #sinceMs = 0;

  onEvent(event: HistoryEvent): void {
    if (event.type === 'plan') {
      const outline = planOutline(event);
      if (outline === undefined) return;
      const steadyMs = outline.scenario.steady?.forMs ?? 0;
      // The steady state has to hold once more, for as long as before.
      this.#lengths = { setup: 0, steady: steadyMs, chaos: timelineMs(outline), recovery: steadyMs };
      this.#atLeast = outline.steps.some(({ trigger }) => trigger.kind === 'when');
    } else if (event.type === 'phase' && event.state === 'started') {
      this.#phase = event.phase;
      this.#sinceMs = event.t;
    }
  }

  /** Undefined when the plan is not known, or the run is at its end. */
  at(nowMs: number): ExpectedEnd | undefined {
    const index = order.indexOf(this.#phase);
    if (this.#lengths === undefined || index < 0) return undefined;
    const lengths = this.#lengths;
    const rest = order.slice(index + 1).reduce((sum, phase) => sum + (lengths[phase] ?? 0), 0);
    const phaseEndMs = Math.max(nowMs, this.#sinceMs + (lengths[this.#phase] ?? 0));
    return { atMs: phaseEndMs + rest, atLeast: this.#phase === 'setup' || (this.#phase !== 'recovery' && this.#atLeast) };
  }
}

/** How long the timeline takes when every condition holds at once. */
function timelineMs({ steps }: PlanOutline): number {
  let previousMs = 0;
  let endMs = 0;
  for (const { trigger, fault, occurrences } of steps) {
    const startMs = trigger.atMs ?? previousMs + (trigger.afterMs ?? 0);
    previousMs = startMs + Math.max(0, ...occurrences.map(({ offsetMs }) => offsetMs)) + (fault?.forMs ?? 0);
    endMs = Math.max(endMs, previousMs);
  }
  return endMs;
}
