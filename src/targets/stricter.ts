import type { BlastRadius } from '../scenario/scenario.ts';

/** Returns the blast radius that allows only what both allow. */
export function stricter(one: BlastRadius, other: BlastRadius): BlastRadius {
  const maxTargets = smaller(one.maxTargets, other.maxTargets);
  const maxShare = smaller(one.maxShare, other.maxShare);
  return { ...(maxTargets !== undefined && { maxTargets }), ...(maxShare !== undefined && { maxShare }) };
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
