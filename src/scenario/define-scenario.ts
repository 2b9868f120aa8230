import type { z } from 'zod';
import type { attach } from './grammar/attach.ts';
import type { blastRadius } from './grammar/blast-radius.ts';
import type { container } from './grammar/container.ts';
import type { load, pressure } from './grammar/load.ts';
import type { pick } from './grammar/pick.ts';
import type { service } from './grammar/service.ts';

export type BlastRadiusInput = z.input<typeof blastRadius>;
export type ContainerInput = z.input<typeof container>;
export type ServiceInput = z.input<typeof service>;
export type AttachInput = z.input<typeof attach>;
export type LoadInput = z.input<typeof load>;
export type PressureInput = z.input<typeof pressure>;
export type PickInput = z.input<typeof pick>;

/** One check and its options: `{ availability: { of: 'users', is: '>= 99%' } }`. */
export type ExpectationInput = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a fault hits and for how long, and its own options. */
export interface FaultInput {
  readonly of?: string;
  readonly pick?: PickInput;
  readonly for?: string;
  readonly follow?: 'task' | 'slot' | 'version';
  readonly [option: string]: unknown;
}

/** A trigger and, unless the step only waits, one fault by its name: `{ at: '0s', kill: 'web' }`. */
export interface StepInput {
  readonly name?: string;
  readonly at?: string;
  readonly after?: string;
  readonly every?: string;
  readonly times?: number;
  readonly jitter?: string;
  readonly when?: Readonly<Record<string, unknown>>;
  readonly [fault: string]: string | number | FaultInput | Readonly<Record<string, unknown>> | undefined;
}

/** `'availability of users < 80% for 5s'`, or a condition in the words of `when`. */
export type AbortConditionInput = string | Readonly<Record<string, unknown>>;

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
