import type { Scenario, SubjectSpec } from './scenario.ts';

/** Returns whether a scenario has services, so that only a Swarm manager can run it. */
export function needsSwarm({ subjects }: Pick<Scenario, 'subjects'>): boolean {
  return Object.values(subjects).some(isService);
}

/** Returns whether a subject is a service, its own or attached. */
export function isService(subject: SubjectSpec): subject is Extract<SubjectSpec, { readonly kind: 'service' | 'attached-service' }> {
  return subject.kind === 'service' || subject.kind === 'attached-service';
}
