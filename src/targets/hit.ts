import type { Target } from './target.ts';

/** What a fault is about to do: everything that the guard rails look at, as data. */
export interface Hit {
  /** The containers or tasks; or one service, taken as a whole. */
  readonly targets: readonly Target[];
  /** All containers, or running tasks, that the subject has, those of `targets` included. */
  readonly candidates: readonly Target[];
  /** Of a fault that takes a service as a whole: what becomes of its running tasks. */
  readonly service?: {
    /** How many it ends or replaces in the course of it. */
    readonly tasks: number;
    /** How many of these are away at the same time, if all goes as asked. */
    readonly tasksAtOnce: number;
  };
}

/** Returns for how many containers or tasks a hit counts. */
export function countOf({ targets, service }: Hit): number {
  return service?.tasks ?? targets.length;
}

/** Returns what is hit, for people: 'web.1, web.2', or 'tasks of web'. */
export function describeHit({ targets, service }: Hit): string {
  const names = targets.map(({ name }) => name).join(', ');
  return service === undefined ? names : `tasks of ${names}`;
}

/** Returns the containers and tasks that a hit reaches: of a service as a whole, all of its running tasks. */
export function reachedBy({ targets, candidates, service }: Hit): readonly Target[] {
  return service === undefined ? targets : [...targets, ...candidates];
}
