import type { ServiceSnapshot } from '../engine/swarm.ts';

/** Returns how many of so many running tasks Swarm takes away at the same time when it replaces all of them. */
export function replacedAtOnce(running: number, { parallelism, order }: ServiceSnapshot['updateConfig']): number {
  if (order === 'start-first') return 0;
  return parallelism === 0 ? running : Math.min(parallelism, running);
}
