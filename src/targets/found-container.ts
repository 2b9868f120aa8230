import type { ContainerSnapshot } from '../engine/engine.ts';
import type { FoundContainer } from './target.ts';

/**
 * Returns what an inspection tells the guard rails of a container that was there before the run: a target's `found`. One with a health check is
 * healthy once that has passed.
 */
export function foundContainer({ status, health, hostname, runsEngine }: ContainerSnapshot): FoundContainer {
  return { healthy: status === 'running' && (health === 'none' || health === 'healthy'), hostname, runsEngine };
}
