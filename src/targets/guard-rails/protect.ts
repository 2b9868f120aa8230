import { PROTECT_LABEL } from '../../engine/labels.ts';
import { reachedBy } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';
import { labelsOf } from './labels-of.ts';

const off: ReadonlySet<string | undefined> = new Set(['false', 'no', '0', undefined]);

/** Whoever runs something can keep every fault of everybody away from it. */
export const protect: GuardRail = {
  name: 'protect',
  summary: `Faults never hit what has the label ${PROTECT_LABEL}.`,
  refuse(hit) {
    const target = reachedBy(hit).find((reached) => labelsOf(reached).some((labels) => !off.has(labels[PROTECT_LABEL]?.toLowerCase())));
    if (target === undefined) return undefined;
    return {
      why: `${target.name} has the label ${PROTECT_LABEL}`,
      hint: 'Nothing in a scenario can overrule it: whoever runs the target has to take the label off.',
    };
  },
};
