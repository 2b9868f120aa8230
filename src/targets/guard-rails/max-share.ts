import { countOf, describeHit } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';

/** At most so large a part of the subject's containers or running tasks by one fault. */
export const maxShare: GuardRail = {
  name: 'max_share',
  summary: "One fault hits at most such a share of a subject's containers or running tasks.",
  refuse(hit, { maxShare: most }) {
    const count = countOf(hit);
    const existing = hit.candidates.length;
    if (most === undefined || count <= allowedOf(existing, most)) return undefined;
    const allowed = `${Number((most * 100).toFixed(2))}% of ${existing}, which is ${allowedOf(existing, most)}`;
    return {
      why: `the fault would hit ${count} (${describeHit(hit)}), but max_share allows ${allowed}`,
      hint: 'Narrow the step with `pick`, or widen the blast radius on purpose.',
    };
  },
};

/** 29% of 100 is 29, whatever binary fractions say. */
function allowedOf(existing: number, share: number): number {
  return Math.floor(share * existing + 1e-9);
}
