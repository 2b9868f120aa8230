import { FaultlineError } from '../errors/faultline-error.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import type { StepOutcome } from '../history/history-event.ts';
import type { Fired } from '../run/fire-step.ts';
import type { StepInput } from '../suite/define-scenario.ts';
import type { FaultInput, FaultName } from '../suite/option-inputs.ts';
import { Subject } from './subject.ts';

/** The options of a fault with a subject of the session, or its name, as `of`. */
export type SessionFaultInput<Name extends FaultName> = {
  readonly [Key in keyof FaultInput<Name>]: Key extends 'of' ? string | Subject : FaultInput<Name>[Key];
};

/** A subject alone will do where a fault needs nothing else. */
export type InjectOptions<Name extends FaultName> =
  object extends SessionFaultInput<Name>
    ? [options?: SessionFaultInput<Name>]
    : [options: SessionFaultInput<Name> | ({ readonly of: string | Subject } extends SessionFaultInput<Name> ? string | Subject : never)];

/** Returns a step of a timeline with the fault. */
export function stepOf(fault: FaultName, options: unknown): StepInput {
  const written = options instanceof Subject ? options.name : options;
  if (typeof written !== 'object' || written === null) return { [fault]: written ?? null };
  const of: unknown = 'of' in written ? written.of : undefined;
  return { [fault]: of instanceof Subject ? { ...written, of: of.name } : written };
}

const codes: Partial<Record<StepOutcome, ErrorCode>> = {
  'target-gone': 'ERR_TARGET_GONE',
  'target-empty': 'ERR_TARGET_EMPTY',
  'blast-radius': 'ERR_BLAST_RADIUS',
  refused: 'ERR_ENGINE_REFUSED',
  failed: 'ERR_FAULT_FAILED',
  skipped: 'ERR_INTERRUPTED',
};

/** @throws FaultlineError when a step did not reach its targets: in a program nobody would look for that in the history. */
export function requireInjected(label: string, { outcome, message = '' }: Fired): void {
  const code = codes[outcome];
  if (code === undefined) return;
  throw new FaultlineError(code, `The fault "${label}" was not injected: ${message}`);
}
