import type { RunCleanup } from './cleanup.ts';

const headings: Record<RunCleanup['outcome'], string> = {
  cleaned: 'cleaned up',
  left: 'SOMETHING IS LEFT',
  live: 'still runs: not touched',
  'would-clean': 'would be cleaned up',
};

/** Returns what came of a clean-up for people, a line each. */
export function cleanupText(results: readonly RunCleanup[]): string[] {
  if (results.length === 0) return ['Nothing to clean up.'];
  return results.flatMap((result) => [
    `run ${result.run}: ${headings[result.outcome]}`,
    ...result.undone.map((what) => `  undo       ${what}`),
    ...result.services.map((name) => `  service    ${name}`),
    ...result.containers.map((name) => `  container  ${name}`),
    ...result.networks.map((name) => `  network    ${name}`),
    ...result.images.map((name) => `  image      ${name}`),
    ...result.left.map(({ what, message }) => `  left       ${what}: ${message}`),
  ]);
}
