import { reachedBy } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';

/** Who would undo the fault? */
export const ownContainer: GuardRail = {
  name: 'own_container',
  summary: 'Faults never hit the container that faultline itself runs in.',
  refuse(hit, _radius, { ownContainerId }) {
    const target = reachedBy(hit).find(({ id }) => id !== '' && id === ownContainerId);
    if (target === undefined) return undefined;
    return { why: `faultline itself runs in ${target.name}`, hint: 'Run faultline outside of what it disturbs.' };
  },
};
