import { z } from 'zod';
import { duration } from '../options/duration.ts';
import { issueText } from '../options/issue-text.ts';
import { share } from '../options/share.ts';
import type { BlastRadius } from '../scenario.ts';
import { withoutUndefined } from '../without-undefined.ts';

const positive = () => duration().refine((ms) => ms > 0, issueText('no time at all', 'write a duration above 0, such as `1m`'));
const labels = z.array(z.string().min(1)).min(1).optional();

/** The hard upper bound on what faults may touch. */
export const blastRadius = z.strictObject({
  max_targets: z.int().min(1).optional().describe('The most containers that one fault may touch.'),
  max_share: share().optional().describe("The largest share of a subject's containers that one fault may touch."),
  max_duration: positive().optional().describe('How long a fault may last; one without `for` is undone then (default 10m).'),
  last_healthy: z.boolean().optional().describe('Whether the last healthy replica of an attached subject may be hit (default false).'),
  allow: labels.describe('Of what is attached only what has one of these labels: key or key=value.'),
  deny: labels.describe('Nothing that has one of these labels: key or key=value.'),
  refused: z
    .enum(['skip', 'inconclusive'])
    .optional()
    .describe(
      'What a step that a guard rail refuses makes of the run: inconclusive (default), or nothing, as long as another step is done.',
    ),
});

/** Returns the blast radius that a file says. */
export function toBlastRadius({
  max_targets,
  max_share,
  max_duration,
  last_healthy,
  allow,
  deny,
  refused,
}: z.output<typeof blastRadius>): BlastRadius {
  const allowed = allow && [allow];
  return withoutUndefined({
    maxTargets: max_targets,
    maxShare: max_share,
    maxDurationMs: max_duration,
    lastHealthy: last_healthy,
    allow: allowed,
    deny,
    skipRefused: refused === 'skip' ? (true as const) : undefined,
  });
}
