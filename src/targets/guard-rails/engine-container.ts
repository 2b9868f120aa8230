import { ENGINE_LABEL } from '../../engine/labels.ts';
import { reachedBy } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';

/** A container that runs an engine takes all of that engine's containers with it, and nothing could be undone on it meanwhile. */
export const engineContainer: GuardRail = {
  name: 'engine_container',
  summary: 'Faults never hit a container that runs a Docker Engine.',
  refuse(hit) {
    const target = reachedBy(hit).find(({ labels, found }) => {
      const told = labels[ENGINE_LABEL];
      return told === 'true' || (told !== 'false' && found?.runsEngine === true);
    });
    if (target === undefined) return undefined;
    return {
      why: `${target.name} runs a Docker Engine`,
      hint: `If it does not, or if it is there to be disturbed, label it ${ENGINE_LABEL}=false.`,
    };
  },
};
