import type { AttachInput, BlastRadiusInput, ContainerInput, LoadInput, PressureInput, ServiceInput } from '../scenario/frame-inputs.ts';
import type { ConditionInput, ExpectationInput, FaultInput, FaultName } from './option-inputs.ts';

/** A bare name is the subject; a fault that hits none may stand alone. */
type FaultPlace<Name extends FaultName> =
  FaultInput<Name> | ({ readonly of: string } extends FaultInput<Name> ? string : never) | (object extends FaultInput<Name> ? null : never);

/** A trigger and, unless the step only waits, one fault by its name: `{ at: '0s', kill: 'web' }`. */
export type StepInput = {
  readonly name?: string;
  readonly at?: string;
  readonly after?: string;
  readonly every?: string;
  readonly times?: number;
  readonly jitter?: string;
  readonly when?: ConditionInput;
} & { readonly [Name in FaultName]?: FaultPlace<Name> };

/** `'availability of users < 80% for 5s'`, or a condition in the words of `when`. */
export type AbortConditionInput = string | ConditionInput;

/** Conditions at which the run stops injecting, and what it then comes to. */
export type AbortInput =
  readonly AbortConditionInput[] | { readonly when: readonly AbortConditionInput[]; readonly verdict?: 'failed' | 'inconclusive' };

/** A scenario file as an object: the same words, with durations, sizes and comparisons as texts. */
export interface ScenarioInput {
  readonly name: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly seed?: string | number;
  readonly containers?: Readonly<Record<string, ContainerInput>>;
  readonly services?: Readonly<Record<string, ServiceInput>>;
  readonly attach?: Readonly<Record<string, AttachInput>>;
  readonly load?: Readonly<Record<string, LoadInput>>;
  readonly pressure?: Readonly<Record<string, PressureInput>>;
  readonly steady?: { readonly for: string; readonly expect: readonly ExpectationInput[] };
  readonly timeline?: readonly StepInput[];
  readonly recovery?: { readonly within: string };
  readonly expect?: readonly ExpectationInput[];
  readonly abort?: AbortInput;
  readonly blast_radius?: BlastRadiusInput;
  readonly repeat?: number;
  readonly timeout?: string;
}

/** Returns its argument, checked by the compiler. A file whose default export it is can stand wherever a scenario file can. */
export function defineScenario(scenario: ScenarioInput): ScenarioInput {
  return scenario;
}
