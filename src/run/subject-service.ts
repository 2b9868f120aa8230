import type { ImageSnapshot } from '../engine/engine.ts';
import type { ServiceSnapshot, Swarm, TaskSnapshot } from '../engine/swarm.ts';
import type { AttachedServiceSubject, ServiceSubject } from '../scenario/scenario.ts';
import type { SpecVersions } from './spec-versions.ts';

/** One service of a scenario as the run knows it. */
export interface SubjectService {
  readonly subject: string;
  readonly spec: ServiceSubject | AttachedServiceSubject;
  readonly swarm: Swarm;
  readonly id: string;
  snapshot: ServiceSnapshot;
  /** That of the snapshot, where it is known. */
  image?: ImageSnapshot | undefined;
  readonly specVersions: SpecVersions;
  /** Every task that has been seen, by id, as it was last; also those that Swarm has forgotten. */
  readonly tasks: Map<string, TaskSnapshot>;
}

/** The services of all subjects, by subject and by engine id. */
export class SubjectServices {
  readonly #bySubject = new Map<string, SubjectService>();

  get all(): readonly SubjectService[] {
    return [...this.#bySubject.values()];
  }

  add(service: SubjectService): void {
    this.#bySubject.set(service.subject, service);
  }

  of(subject: string): SubjectService | undefined {
    return this.#bySubject.get(subject);
  }

  withId(id: string): SubjectService | undefined {
    return this.all.find((service) => service.id === id);
  }
}

/** Returns whether Swarm runs the task and means to go on: what clients are sent to and faults hit. */
export function isUp({ state, desiredState }: Pick<TaskSnapshot, 'state' | 'desiredState'>): boolean {
  return state === 'running' && desiredState === 'running';
}
