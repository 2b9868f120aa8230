import { hasLabel } from '../../scenario/has-label.ts';
import { reachedBy } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';
import { labelsOf } from './labels-of.ts';

/** Of what was there before the run, only what has a label that the blast radius allows. */
export const allow: GuardRail = {
  name: 'allow',
  summary: 'Of what was there before the run, faults hit only what has an allowed label.',
  refuse(hit, { allow: lists = [] }) {
    for (const target of reachedBy(hit)) {
      if (target.attached !== true) continue;
      const missing = lists.find((list) => !list.some((label) => labelsOf(target).some((labels) => hasLabel(labels, label))));
      if (missing === undefined) continue;
      return {
        why: `${target.name} has none of the labels that are allowed (${missing.join(', ')})`,
        hint: `Label it, or add a label that it has to \`blast_radius: { allow: […] }\` or \`--allow-label\`.`,
      };
    }
    return undefined;
  },
};
