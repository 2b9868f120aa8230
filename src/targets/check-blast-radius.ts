import { FaultlineError } from '../errors/faultline-error.ts';
import type { BlastRadius } from '../scenario/scenario.ts';

/** What a fault would hit. */
export interface Hit {
  readonly count: number;
  /** 'web.1, web.2', or 'tasks of web'. */
  readonly what: string;
}

/**
 * Passes when a fault may hit so much, out of `existing` containers or running tasks of its subject.
 * @throws FaultlineError ERR_BLAST_RADIUS with the rule, what it allows and what would be hit.
 */
export function checkBlastRadius(hit: Hit, existing: number, { maxTargets, maxShare }: BlastRadius): void {
  if (maxTargets !== undefined && hit.count > maxTargets) throw tooMuch(hit, `max_targets allows ${maxTargets}`);
  if (maxShare !== undefined && hit.count > allowedOf(existing, maxShare)) {
    const allowed = `${Number((maxShare * 100).toFixed(2))}% of ${existing}, which is ${allowedOf(existing, maxShare)}`;
    throw tooMuch(hit, `max_share allows ${allowed}`);
  }
}

function tooMuch({ count, what }: Hit, rule: string): FaultlineError {
  return new FaultlineError('ERR_BLAST_RADIUS', `The fault would hit ${count} (${what}), but the blast radius' ${rule}`, {
    hint: 'Narrow the step with `pick`, or widen the blast radius on purpose.',
  });
}

/** 29% of 100 is 29, whatever binary fractions say. */
function allowedOf(existing: number, share: number): number {
  return Math.floor(share * existing + 1e-9);
}
