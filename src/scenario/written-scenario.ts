import type { AttachInput, BlastRadiusInput, ContainerInput, LoadInput, PressureInput, ServiceInput } from './frame-inputs.ts';

/** One check and its options, whichever there are. */
export type WrittenExpectation = Readonly<Record<string, unknown>>;

/** A trigger and, unless the step only waits, one fault by its name, whichever there are. */
export interface WrittenStep {
  readonly name?: string;
  readonly at?: string;
  readonly after?: string;
  readonly every?: string;
  readonly times?: number;
  readonly jitter?: string;
  readonly when?: Readonly<Record<string, unknown>>;
  readonly [fault: string]: unknown;
}

/** `'availability of users < 80% for 5s'`, or a condition in the words of `when`. */
export type WrittenAbortCondition = string | Readonly<Record<string, unknown>>;

/** Conditions at which the run stops injecting, and what it then comes to. */
export type WrittenAbort =
  readonly WrittenAbortCondition[] | { readonly when: readonly WrittenAbortCondition[]; readonly verdict?: 'failed' | 'inconclusive' };

/** A scenario file as an object: the frame of the grammar, with faults, checks and conditions of any name. */
export interface WrittenScenario {
  readonly name: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly seed?: string | number;
  readonly containers?: Readonly<Record<string, ContainerInput>>;
  readonly services?: Readonly<Record<string, ServiceInput>>;
  readonly attach?: Readonly<Record<string, AttachInput>>;
  readonly load?: Readonly<Record<string, LoadInput>>;
  readonly pressure?: Readonly<Record<string, PressureInput>>;
  readonly steady?: { readonly for: string; readonly expect: readonly WrittenExpectation[] };
  readonly timeline?: readonly WrittenStep[];
  readonly recovery?: { readonly within: string };
  readonly expect?: readonly WrittenExpectation[];
  readonly abort?: WrittenAbort;
  readonly blast_radius?: BlastRadiusInput;
  readonly repeat?: number;
  readonly timeout?: string;
}
