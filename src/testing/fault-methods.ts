import type { Fault } from '../faults/fault.ts';
import { faults as ownFaults } from '../faults/registry.ts';
import type { FaultName } from '../suite/option-inputs.ts';
import type { Disturbance } from './disturbance.ts';
import type { SessionFaultInput } from './fault-step.ts';
import type { Session } from './session.ts';
import type { Subject } from './subject.ts';

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;

type Rest<Name extends FaultName> = Omit<SessionFaultInput<Name>, 'of'>;

type Targeted<Name extends FaultName> =
  object extends Rest<Name>
    ? (of: string | Subject, options?: Rest<Name>) => Promise<Disturbance>
    : (of: string | Subject, options: Rest<Name>) => Promise<Disturbance>;

/** A method for each fault: `session.kill(web)`, `session.pause(web, { for: '2s' })`. */
export type FaultMethods = {
  readonly [Name in FaultName as CamelCase<Name>]: 'of' extends keyof SessionFaultInput<Name>
    ? Targeted<Name>
    : (options: SessionFaultInput<Name>) => Promise<Disturbance>;
};

/** Returns the session with a method for each fault, unless it has one of that name already: such a fault of a project is injected by `inject`. */
export function withFaultMethods(session: Session, faults: readonly Fault[] = ownFaults): Session & FaultMethods {
  for (const { name, of: hits } of faults) {
    if (camelCase(name) in session) continue;
    const inject = session.inject.bind(session) as (fault: string, options: unknown) => Promise<Disturbance>;
    const method =
      hits === 'none'
        ? async (options: unknown) => inject(name, options)
        : async (of: string | Subject, options: object = {}) => inject(name, { ...options, of });
    Object.defineProperty(session, camelCase(name), { value: method });
  }
  return session as Session & FaultMethods;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
