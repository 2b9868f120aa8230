import { FaultlineError } from '../errors/faultline-error.ts';
import type { BlastRadius } from '../scenario/scenario.ts';
import type { Target } from './target.ts';

/**
 * Passes when a fault may hit these targets, out of `existing` containers of their subject.
 * @throws FaultlineError ERR_BLAST_RADIUS with the rule, what it allows and what would be hit.
 */
export function checkBlastRadius(targets: readonly Target[], existing: number, { maxTargets, maxShare }: BlastRadius): void {
  if (maxTargets !== undefined && targets.length > maxTargets) throw tooMany(targets, `max_targets allows ${maxTargets}`);
  if (maxShare !== undefined && targets.length > allowedOf(existing, maxShare)) {
    const allowed = `${Number((maxShare * 100).toFixed(2))}% of ${existing}, which is ${allowedOf(existing, maxShare)}`;
    throw tooMany(targets, `max_share allows ${allowed}`);
  }
}

function tooMany(targets: readonly Target[], rule: string): FaultlineError {
  const names = targets.map(({ name }) => name).join(', ');
  return new FaultlineError('ERR_BLAST_RADIUS', `The fault would hit ${targets.length} (${names}), but the blast radius' ${rule}`, {
    hint: 'Narrow the step with `pick`, or widen the blast radius on purpose.',
  });
}

/** 29% of 100 is 29, whatever binary fractions say. */
function allowedOf(existing: number, share: number): number {
  return Math.floor(share * existing + 1e-9);
}
