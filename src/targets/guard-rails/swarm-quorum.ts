import { ENGINE_LABEL } from '../../engine/labels.ts';
import { reachedBy } from '../hit.ts';
import type { GuardRail } from './guard-rail.ts';

/**
 * The managers of a Swarm need more than half of them to agree on anything. A manager can be a container of this engine, known by its host name;
 * one that runs no engine may have it from the host whose network it shares.
 * @see https://docs.docker.com/engine/swarm/raft/
 */
export const swarmQuorum: GuardRail = {
  name: 'swarm_quorum',
  summary: "Faults never take down so many of a Swarm's managers that it loses its quorum.",
  refuse(hit, _radius, { managers }) {
    const engines = reachedBy(hit).filter(({ labels, found }) => found?.runsEngine === true || labels[ENGINE_LABEL] !== undefined);
    const hosts = new Set(engines.flatMap(({ found }) => found?.hostname ?? []));
    const down = managers.filter(({ hostname, ready }) => ready && hosts.has(hostname));
    const left = managers.filter(({ ready }) => ready).length - down.length;
    const quorum = Math.floor(managers.length / 2) + 1;
    if (down.length === 0 || left >= quorum) return undefined;
    const names = down.map(({ hostname }) => hostname).join(', ');
    return {
      why: `${names} would leave ${left} of the Swarm's ${managers.length} managers, and its quorum is ${quorum}`,
      hint: 'Narrow the step with `pick`, or add managers to the Swarm.',
    };
  },
};
