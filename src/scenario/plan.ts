import type { FaultSpec, Scenario, TriggerSpec } from './scenario.ts';

/** A scenario after the seed made every random choice that can be made before the run. The same scenario and seed give the same bytes. */
export interface Plan {
  readonly scenario: Scenario;
  readonly seed: string;
  /** 1 … scenario.repeat; each repetition draws from its own stream. */
  readonly repetition: number;
  readonly steps: readonly PlannedStep[];
}

export interface PlannedStep {
  /** Position in the scenario's timeline, from 0. */
  readonly step: number;
  readonly label: string;
  readonly trigger: TriggerSpec;
  readonly fault?: FaultSpec;
  readonly occurrences: readonly PlannedOccurrence[];
}

/** One firing of a step. Steps that are not `every` have exactly one. */
export interface PlannedOccurrence {
  /** From the start of the step's trigger: k × interval + jitter for `every`, else 0. */
  readonly offsetMs: number;
  /** Seeds the choice among the targets that exist when it fires. */
  readonly pickSeed: string;
  /** The containers or slots this choice takes when all of a created subject are there (`web.1`); absent where only the run can know. A service taken as a
   * whole is named itself. */
  readonly expectedTargets?: readonly string[];
}
