import type { z } from 'zod';
import type { OwnChecks } from '../checks/registry.ts';
import type { OwnFaults } from '../faults/registry.ts';
import type { OwnTriggers } from '../run/triggers/registry.ts';
import type { PickInput } from '../scenario/frame-inputs.ts';
import type {} from './project-types.ts';

/** The options of each definition by its name, as its own schema takes them: there is no second description of them. */
type InputsOf<Definitions extends readonly { readonly name: string; readonly schema: z.ZodType }[]> = {
  readonly [Definition in Definitions[number] as Definition['name']]: OwnKeys<z.input<Definition['schema']>>;
};

/** A schema without options has any key of no value, which would forbid the keys that faultline adds. */
type OwnKeys<Input> = string extends keyof Input ? unknown : Input;

type FaultCalled<Name> = Extract<OwnFaults[number], { readonly name: Name }>;

type Common<Name> = (FaultCalled<Name>['of'] extends 'none' ? unknown : { readonly of: string }) &
  (FaultCalled<Name>['of'] extends 'subject' ? { readonly pick?: PickInput } : unknown) &
  (FaultCalled<Name>['lasts'] extends 'optional' ? { readonly for?: string } : unknown) &
  ([FaultCalled<Name>['of'], FaultCalled<Name>['lasts']] extends ['subject', 'optional']
    ? { readonly follow?: 'task' | 'slot' | 'version' }
    : unknown);

type OwnFaultInputs = InputsOf<OwnFaults>;
type OwnCheckInputs = InputsOf<OwnChecks>;

/** What a project has declared of its own faults and checks: their options by their names. */
type ProjectFaults = Pick<Faultline.Faults, Extract<keyof Faultline.Faults, string>>;
type ProjectChecks = Pick<Faultline.Checks, Extract<keyof Faultline.Checks, string>>;

/** The name of a fault, as it stands in a step. */
export type FaultName = OwnFaults[number]['name'] | keyof ProjectFaults;
/** The name of a check, as it stands in `expect`. */
export type CheckName = OwnChecks[number]['name'] | keyof ProjectChecks;
/** The name of a condition, as it stands in `when`. */
export type TriggerName = OwnTriggers[number]['name'];

/** What a fault takes: what it hits, for how long where it lasts, and its own options. */
export type FaultInput<Name extends FaultName = FaultName> = Name extends keyof OwnFaultInputs
  ? Common<Name> & OwnFaultInputs[Name]
  : Name extends keyof ProjectFaults
    ? { readonly of: string; readonly pick?: PickInput; readonly for?: string } & ProjectFaults[Name]
    : never;

/** What a check takes. */
export type CheckInput<Name extends CheckName = CheckName> = Name extends keyof OwnCheckInputs
  ? OwnCheckInputs[Name]
  : Name extends keyof ProjectChecks
    ? ProjectChecks[Name]
    : never;

/** A condition to wait for: the trigger's name says what it is about, the other keys are its options. */
export type ConditionInput<Name extends TriggerName = TriggerName> = {
  readonly [Trigger in Name]: Readonly<Record<Trigger, string>> & InputsOf<OwnTriggers>[Trigger] & { readonly within?: string };
}[Name];

/** One check and its options: `{ availability: { of: 'users', is: '>= 99%' } }`. */
export type ExpectationInput = { readonly [Name in CheckName]?: CheckInput<Name> };
