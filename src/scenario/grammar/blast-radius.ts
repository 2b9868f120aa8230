import { z } from 'zod';
import { share } from '../options/share.ts';
import type { BlastRadius } from '../scenario.ts';
import { withoutUndefined } from '../without-undefined.ts';

const labels = z.array(z.string().min(1)).min(1).optional();

/** The hard upper bound on what faults may touch. */
export const blastRadius = z.strictObject({
  max_targets: z.int().min(1).optional().describe('The most containers that one fault may touch.'),
  max_share: share().optional().describe("The largest share of a subject's containers that one fault may touch."),
  last_healthy: z.boolean().optional().describe('Whether the last healthy replica of an attached subject may be hit (default false).'),
  allow: labels.describe('Of what is attached only what has one of these labels: key or key=value.'),
  deny: labels.describe('Nothing that has one of these labels: key or key=value.'),
});

/** Returns the blast radius that a file says. */
export function toBlastRadius({ max_targets, max_share, last_healthy, allow, deny }: z.output<typeof blastRadius>): BlastRadius {
  const allowed = allow && [allow];
  return withoutUndefined({ maxTargets: max_targets, maxShare: max_share, lastHealthy: last_healthy, allow: allowed, deny });
}
