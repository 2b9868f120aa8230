import type { WrittenScenario, WrittenStep } from '../scenario/written-scenario.ts';
import type { ConditionInput, ExpectationInput, FaultInput, FaultName } from './option-inputs.ts';

/** A bare name is the subject; a fault that hits none may stand alone. */
type FaultPlace<Name extends FaultName> =
  FaultInput<Name> | ({ readonly of: string } extends FaultInput<Name> ? string : never) | (object extends FaultInput<Name> ? null : never);

/** A trigger and, unless the step only waits, one fault by its name: `{ at: '0s', kill: 'web' }`. */
export type StepInput = Pick<WrittenStep, 'name' | 'at' | 'after' | 'every' | 'times' | 'jitter'> & { readonly when?: ConditionInput } & {
  readonly [Name in FaultName]?: FaultPlace<Name>;
};

/** `'availability of users < 80% for 5s'`, or a condition in the words of `when`. */
type AbortCondition = string | ConditionInput;

/** A scenario file as an object: the same words, with durations, sizes and comparisons as texts. */
export interface ScenarioInput extends Omit<WrittenScenario, 'steady' | 'timeline' | 'expect' | 'abort'> {
  readonly steady?: { readonly for: string; readonly expect: readonly ExpectationInput[] };
  readonly timeline?: readonly StepInput[];
  readonly expect?: readonly ExpectationInput[];
  /** Conditions at which the run stops injecting, and what it then comes to. */
  readonly abort?: readonly AbortCondition[] | { readonly when: readonly AbortCondition[]; readonly verdict?: 'failed' | 'inconclusive' };
}

/** Returns its argument, checked by the compiler. A file whose default export it is can stand wherever a scenario file can. */
export function defineScenario(scenario: ScenarioInput): ScenarioInput {
  return scenario;
}
