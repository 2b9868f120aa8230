import type { HistoryEvent } from '../history/history-event.ts';
import { planOutline, type PlanOutline } from './plan-outline.ts';

type OutlineStep = PlanOutline['steps'][number];

export interface NextStep {
  readonly label: string;
  /** Absent when it waits for something that nobody can date. */
  readonly dueMs?: number;
}

/** Follows a run's events and knows which step of the plan comes next. */
export class NextStepTracker {
  #steps: readonly OutlineStep[] = [];
  #step = 0;
  #occurrence = 0;
  #chaosMs: number | undefined;
  /** When the previous step was done. */
  #previousMs: number | undefined;
  /** From where the occurrences of an `every` step count, known once it has fired. */
  #originMs: number | undefined;

  onEvent(event: HistoryEvent): void {
    if (event.type === 'plan') {
      this.#steps = planOutline(event)?.steps ?? [];
    } else if (event.type === 'phase' && event.phase === 'chaos' && event.state === 'started') {
      this.#chaosMs = event.t;
      this.#previousMs = event.t;
    } else if (event.type === 'step') {
      this.#advance(event.step, event.occurrence);
      this.#originMs = event.dueMs - (this.#steps[event.step]?.occurrences[event.occurrence]?.offsetMs ?? 0);
      this.#previousMs = event.doneMs;
    }
  }

  /** Undefined when the timeline is over, or the plan is not known. */
  next(): NextStep | undefined {
    const step = this.#steps[this.#step];
    const offsetMs = step?.occurrences[this.#occurrence]?.offsetMs;
    if (step === undefined || offsetMs === undefined) return undefined;
    const startMs = this.#startMs(step);
    return startMs === undefined ? { label: step.label } : { label: step.label, dueMs: startMs + offsetMs };
  }

  #advance(step: number, occurrence: number): void {
    const last = occurrence + 1 >= (this.#steps[step]?.occurrences.length ?? 0);
    this.#step = last ? step + 1 : step;
    this.#occurrence = last ? 0 : occurrence + 1;
  }

  #startMs({ trigger }: OutlineStep): number | undefined {
    if (trigger.kind === 'at' || (trigger.kind === 'every' && trigger.atMs !== undefined)) {
      return this.#chaosMs === undefined ? undefined : this.#chaosMs + (trigger.atMs ?? 0);
    }
    if (trigger.kind === 'after') return this.#previousMs === undefined ? undefined : this.#previousMs + (trigger.afterMs ?? 0);
    if (trigger.kind === 'every') return this.#occurrence === 0 ? undefined : this.#originMs;
    return undefined;
  }
}
