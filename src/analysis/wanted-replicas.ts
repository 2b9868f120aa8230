import type { ServiceAnalysis } from './analysis.ts';

/** Returns how many tasks a service was to have at an instant; undefined for a global service, and before its configuration was known. */
export function wantedReplicas(configurations: ServiceAnalysis['configurations'], atMs: number): number | undefined {
  return (configurations.findLast(({ t }) => t <= atMs) ?? configurations[0])?.replicas;
}
