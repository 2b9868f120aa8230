import { hasLabel } from '../../scenario/has-label.ts';
import { reachedBy } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';
import { labelsOf } from './labels-of.ts';

/** Nothing that has a label which the blast radius denies. */
export const deny: GuardRail = {
  name: 'deny',
  summary: 'Faults hit nothing that has a denied label.',
  refuse(hit, { deny: denied = [] }) {
    for (const target of reachedBy(hit)) {
      const found = denied.find((label) => labelsOf(target).some((labels) => hasLabel(labels, label)));
      if (found === undefined) continue;
      return {
        why: `${target.name} has the label ${found}, which is denied`,
        hint: 'Narrow the step with `pick`, or take the label out of `blast_radius: { deny: […] }` or `--deny-label`.',
      };
    }
    return undefined;
  },
};
