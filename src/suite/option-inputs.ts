import type { z } from 'zod';
import type { OwnChecks } from '../checks/registry.ts';
import type { OwnFaults } from '../faults/registry.ts';
import type { OwnTriggers } from '../run/triggers/registry.ts';
import type { PickInput } from '../scenario/frame-inputs.ts';
import './project-types.ts';

/** The options of each definition by its name, as its own schema takes them: there is no second description of them. */
type InputsOf<Definitions extends readonly { readonly name: string; readonly schema: z.ZodType }[]> = {
  readonly [Definition in Definitions[number] as Definition['name']]: OwnKeys<z.input<Definition['schema']>>;
};

/** A schema without options has any key of no value, which would forbid the keys that faultline adds. */
type OwnKeys<Input> = string extends keyof Input ? unknown : Input;

type FaultCalled<Name> = Extract<OwnFaults[number], { readonly name: Name }>;

/** Of a fault that a project has declared the compiler knows no more. */
type Common<Name> = Name extends keyof OwnFaultInputs
  ? OwnCommon<Name>
  : { readonly of: string; readonly pick?: PickInput; readonly for?: string };

type OwnCommon<Name> = (FaultCalled<Name>['of'] extends 'none' ? unknown : { readonly of: string }) &
  (FaultCalled<Name>['of'] extends 'subject' ? { readonly pick?: PickInput } : unknown) &
  (FaultCalled<Name>['lasts'] extends 'optional' ? { readonly for?: string } : unknown) &
  ([FaultCalled<Name>['of'], FaultCalled<Name>['lasts']] extends ['subject', 'optional']
    ? { readonly follow?: 'task' | 'slot' | 'version' }
    : unknown);

/** The options of faultline's own faults, by their names. */
export type OwnFaultInputs = InputsOf<OwnFaults>;
/** The options of faultline's own checks, by their names. */
export type OwnCheckInputs = InputsOf<OwnChecks>;

/** The name of a fault, as it stands in a step. */
export type FaultName = Extract<keyof Faultline.Faults, string>;
/** The name of a check, as it stands in `expect`. */
export type CheckName = Extract<keyof Faultline.Checks, string>;
/** The name of a condition, as it stands in `when`. */
export type TriggerName = OwnTriggers[number]['name'];

/** What a fault takes: what it hits, for how long where it lasts, and its own options. */
export type FaultInput<Name extends FaultName = FaultName> = Common<Name> & Faultline.Faults[Name];

/** What a check takes. */
export type CheckInput<Name extends CheckName = CheckName> = Faultline.Checks[Name];

/** A condition to wait for: the trigger's name says what it is about, the other keys are its options. */
export type ConditionInput<Name extends TriggerName = TriggerName> = {
  readonly [Trigger in Name]: Readonly<Record<Trigger, string>> & InputsOf<OwnTriggers>[Trigger] & { readonly within?: string };
}[Name];

/** One check and its options: `{ availability: { of: 'users', is: '>= 99%' } }`. */
export type ExpectationInput = { readonly [Name in CheckName]?: CheckInput<Name> };
