import { FaultlineError } from '../errors/faultline-error.ts';
import type { BlastRadius } from '../scenario/scenario.ts';
import { guardRails } from './guard-rails/registry.ts';
import type { Hit } from './hit.ts';
import type { Surroundings } from './surroundings.ts';

/** What one guard rail says against a hit. */
export interface Refused {
  readonly rule: string;
  readonly why: string;
  readonly hint: string;
}

/**
 * Returns what every guard rail says against a hit; nothing when it is allowed. Pure: a dry run asks the same as an injection. Of attached targets and
 * candidates it wants `found` (foundContainer of an inspection); the surroundings come from readSurroundings.
 */
export function refusalsOf(hit: Hit, radius: BlastRadius, surroundings: Surroundings): readonly Refused[] {
  return guardRails.flatMap((rail) => {
    const refusal = rail.refuse(hit, radius, surroundings);
    return refusal === undefined ? [] : [{ rule: rail.name, ...refusal }];
  });
}

/**
 * Passes when no guard rail has anything against the hit. Asked before every injection, whatever it follows.
 * @throws FaultlineError ERR_BLAST_RADIUS that says which rules refuse it, and how to allow it
 */
export function checkGuardRails(hit: Hit, radius: BlastRadius, surroundings: Surroundings): void {
  const refused = refusalsOf(hit, radius, surroundings);
  if (refused.length === 0) return;
  throw new FaultlineError('ERR_BLAST_RADIUS', refused.map(({ rule, why }) => `Refused by ${rule}: ${why}`).join('; '), {
    hint: [...new Set(refused.map(({ hint }) => hint))].join(' '),
  });
}
