import type { BlastRadius } from '../../scenario/scenario.ts';
import type { Hit } from '../hit.ts';
import type { Surroundings } from '../surroundings.ts';

/** One rule about what a fault may hit. A file each, listed in registry.ts; pure. */
export interface GuardRail {
  /** As people know it: the word in `blast_radius`, or a name of the same kind. */
  readonly name: string;
  /** What it keeps faults from, one sentence. */
  readonly summary: string;
  /** Returns why the hit is refused; undefined when the rule has nothing against it. */
  refuse(hit: Hit, radius: BlastRadius, surroundings: Surroundings): Refusal | undefined;
}

export interface Refusal {
  /** A sentence without its full stop. */
  readonly why: string;
  /** How to allow it, or what to do instead. */
  readonly hint: string;
}
