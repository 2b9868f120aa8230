import type { ServiceSnapshot } from '../engine/swarm.ts';
import type { AttachInput } from '../scenario/frame-inputs.ts';
import type { Target } from '../targets/target.ts';

/** Something that an attack can hit, as it was found. */
export interface Candidate {
  /** As faults and guard rails see it. */
  readonly target: Target;
  /** What people call it: a container's name, `shop_web.2`, or a service's name. */
  readonly title: string;
  readonly image: string;
  /** 'running, healthy' */
  readonly state: string;
  /** Whose it is, in words. */
  readonly owner: string;
  /** Since when it runs, for `oldest` and `newest`. */
  readonly sinceMs: number;
}

/** A subject of the attack: what the scenario attaches to, with everything that it has. */
export interface FoundSubject {
  readonly attach: AttachInput;
  /** All containers or running tasks of the subject, chosen or not: the guard rails ask how many are left. */
  readonly members: readonly Candidate[];
  /** Of a service: itself, for faults that take it as a whole. */
  readonly service?: Candidate;
  readonly snapshot?: ServiceSnapshot;
}

/** What a selection found. */
export interface Found {
  /** By the name that the scenario gives them. */
  readonly subjects: Readonly<Record<string, FoundSubject>>;
  /** Of the subjects' members, those that were selected. */
  readonly selected: readonly Candidate[];
  /** The services that were selected themselves. */
  readonly services: readonly Candidate[];
}
