import { countOf, describeHit } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';

/** At most so many containers or tasks by one fault. */
export const maxTargets: GuardRail = {
  name: 'max_targets',
  summary: 'One fault hits at most so many containers or tasks.',
  refuse(hit, { maxTargets: most }) {
    const count = countOf(hit);
    if (most === undefined || count <= most) return undefined;
    return {
      why: `the fault would hit ${count} (${describeHit(hit)}), but max_targets allows ${most}`,
      hint: 'Narrow the step with `pick`, or widen the blast radius on purpose.',
    };
  },
};
